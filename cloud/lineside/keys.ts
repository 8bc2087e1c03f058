import { createHash } from 'node:crypto';
import type { CloudOperation, OperationBatch, OperationResult } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';
import { refusals } from '../http/envelope.ts';
import { refused } from './results.ts';

/**
 * Takes the keys that are new. Two instances that get one key at the same moment meet in the primary
 * key: the second waits here until the first has committed, and then reads its answer. Keys are taken
 * in their order, so that two batches cannot wait for each other.
 *
 * What was done is done for ever. What was refused had no effect, and may go when it comes again: a
 * person has put the reason right (made the group, say) and retries the same operation.
 * @returns the operations to carry out, and the answers of the others.
 */
export async function claimKeys(
  client: Queries,
  orgId: string,
  station: OperationBatch['station'],
  operations: readonly CloudOperation[],
): Promise<{ fresh: CloudOperation[]; answers: Map<CloudOperation, OperationResult> }> {
  const prints = new Map(operations.map((operation) => [operation, fingerprint(operation)]));
  const first = new Map<string, CloudOperation>();
  for (const operation of operations) {
    if (!first.has(operation.key)) first.set(operation.key, operation);
  }
  const asked = [...first.values()];
  const claimed = await client.query<{ key: string }>(
    `insert into operation (org_id, key, fingerprint, kind, group_id, device_sn, station_id, epoch, at)
     select $1, key, fingerprint, kind, group_id, device_sn, $2, $3, $4
     from unnest($5::text[], $6::bytea[], $7::text[], $8::text[], $9::text[])
       as w(key, fingerprint, kind, group_id, device_sn)
     order by key on conflict (org_id, key) do nothing returning key`,
    [
      orgId,
      station.id,
      station.epoch,
      Date.now(),
      asked.map(({ key }) => key),
      asked.map((operation) => prints.get(operation)),
      asked.map(({ kind }) => kind),
      asked.map(({ groupId }) => groupId),
      asked.map(({ deviceSn }) => deviceSn),
    ],
  );
  const mine = new Set(claimed.rows.map((row) => row.key));
  const remembered = await recall(
    client,
    orgId,
    asked.filter(({ key }) => !mine.has(key)).map(({ key }) => key),
    // Held, so that two repeats of a refused one are not both carried out.
    'order by key for update',
  );
  const answers = new Map<CloudOperation, OperationResult>();
  for (const operation of operations) {
    const print = prints.get(operation) as Buffer;
    const leader = first.get(operation.key) as CloudOperation;
    const known = remembered.get(operation.key);
    const expected = known?.fingerprint ?? (prints.get(leader) as Buffer);
    if (!print.equals(expected)) {
      const error = refusals.invalid('key', 'key was used for another operation');
      answers.set(operation, refused(operation.key, error));
    } else if (known?.result.outcome === 'done') answers.set(operation, known.result);
  }
  return { fresh: asked.filter((operation) => !answers.has(operation)), answers };
}

/** What was answered to these keys. */
export async function recall(
  client: Queries,
  orgId: string,
  keys: readonly string[],
  hold: '' | 'order by key for update' = '',
): Promise<Map<string, { fingerprint: Buffer; result: OperationResult }>> {
  if (keys.length === 0) return new Map();
  const found = await client.query<{ key: string; fingerprint: Buffer; result: OperationResult }>(
    `select key, fingerprint, result from operation where org_id = $1 and key = any($2) ${hold}`,
    [orgId, keys],
  );
  return new Map(found.rows.map(({ key, ...rest }) => [key, rest]));
}

/** Keeps answers with their keys. */
export async function rememberResults(
  client: Queries,
  orgId: string,
  results: readonly OperationResult[],
): Promise<void> {
  if (results.length === 0) return;
  await client.query(
    `update operation set result = w.result from unnest($2::text[], $3::json[]) as w(key, result)
     where operation.org_id = $1 and operation.key = w.key`,
    [orgId, results.map(({ key }) => key), results.map((result) => JSON.stringify(result))],
  );
}

/**
 * sha256 of everything an operation asks for; the order of its master data does not count. `before`
 * and `ifVersion` are no part of it: they say when it may be done, and a person who has looked again
 * sends the same operation with others.
 */
function fingerprint(operation: CloudOperation): Buffer {
  const { kind, groupId, deviceSn, deviceData, batchTag, description, replaces } = operation;
  const text = canonical([
    kind,
    groupId,
    deviceSn,
    deviceData,
    batchTag ?? null,
    description ?? null,
    ...(replaces === undefined ? [] : [replaces]),
  ]);
  return createHash('sha256').update(text).digest();
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
