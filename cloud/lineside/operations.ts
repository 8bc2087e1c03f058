import type pg from 'pg';
import type { CloudOperation, OperationBatch, OperationResult } from '../../shared/models/cloud.ts';
import { type OperationKind, operationKinds } from '../../shared/models/operation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Author } from '../devices/author.ts';
import { lockLanes } from '../devices/find.ts';
import { refusals } from '../http/envelope.ts';
import { operations as counted } from '../metrics/metrics.ts';
import type { Vault } from '../secrets/vault.ts';
import { allocateAll, updateAll } from './changes.ts';
import { createAll } from './creates.ts';
import { deleteAll, replaceAll, resetAll } from './endings.ts';
import { claimKeys, rememberResults } from './keys.ts';
import { refused } from './results.ts';
import { lanesOf, Run, wavesOf } from './run.ts';
import { noticeStation } from './stations.ts';

/** How operations of one kind, each of another device, are carried out. */
type Work = (run: Run, operations: readonly CloudOperation[]) => Promise<OperationResult[]>;

const workOf: Record<OperationKind, Work> = {
  create: createAll,
  allocate: allocateAll,
  update: updateAll,
  reset: resetAll,
  replace: replaceAll,
  delete: deleteAll,
};

/**
 * Carries out a batch of a station in one transaction. An operation that was done before under its
 * key gets the answer of that time and nothing happens; the others are carried out, those of one
 * device in the order of the batch, and their answers are kept for ever with their keys.
 * @returns an answer for each operation, in order.
 */
export async function carryOut(
  pool: pg.Pool,
  vault: Vault,
  caller: { orgId: string; by: string },
  station: OperationBatch['station'],
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const author: Author = { ...caller, station: { id: station.id, name: station.name } };
  const repeated = new Set<CloudOperation>();
  const results = await inTransaction(pool, async (client) => {
    repeated.clear();
    const { fresh, answers } = await claimKeys(client, author.orgId, station, operations);
    const devices = await lockLanes(client, author.orgId, fresh.flatMap(lanesOf));
    const run = new Run(client, vault, author, devices);
    for (const operation of operations) {
      if (answers.get(operation)?.outcome === 'refused') run.fail(operation);
    }
    const made = new Map<string, OperationResult>();
    for (const wave of wavesOf(fresh)) {
      for (const result of await carryOutWave(run, wave)) made.set(result.key, result);
      for (const operation of wave) {
        if (made.get(operation.key)?.outcome === 'refused') run.fail(operation);
      }
    }
    await rememberResults(client, author.orgId, [...made.values()]);
    await noticeStation(client, author.orgId, station);
    return operations.map((operation) => {
      const answer = answers.get(operation);
      if (answer?.outcome === 'done') repeated.add(operation);
      return answer ?? (made.get(operation.key) as OperationResult);
    });
  });
  for (const [index, operation] of operations.entries()) {
    const outcome = repeated.has(operation) ? 'repeated' : (results[index]?.outcome ?? 'refused');
    counted.inc({ kind: operation.kind, outcome });
  }
  return results;
}

/** No two operations of a wave concern one device, so that their kinds may go in any order. */
async function carryOutWave(run: Run, wave: readonly CloudOperation[]): Promise<OperationResult[]> {
  const results = wave
    .filter((operation) => run.hasFailed(operation))
    .map(({ key }) => refused(key, refusals.precedingRefused()));
  for (const kind of operationKinds) {
    const some = wave.filter((one) => one.kind === kind && !run.hasFailed(one));
    if (some.length > 0) results.push(...(await workOf[kind](run, some)));
  }
  return results;
}
