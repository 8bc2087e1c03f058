import type pg from 'pg';
import type { CloudOperation, OperationBatch, OperationResult } from '../../shared/models/cloud.ts';
import { findGroups } from '../catalog/groups.ts';
import { inTransaction, type Queries } from '../database/transaction.ts';
import { allocateDevices } from '../devices/allocate.ts';
import type { DeviceRow } from '../devices/device.ts';
import { laneName, lockLanes } from '../devices/find.ts';
import { type Author, insertDevices } from '../devices/insert.ts';
import { checkMasterData, merged, withDefaults } from '../devices/master-data.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Vault } from '../secrets/vault.ts';
import { claimKeys, rememberResults } from './keys.ts';
import { conflictOf, done, refused } from './results.ts';
import { noticeStation } from './stations.ts';

type Station = OperationBatch['station'];

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
  station: Station,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const author: Author = { ...caller, station: { id: station.id, name: station.name } };
  return inTransaction(pool, async (client) => {
    const { fresh, answers } = await claimKeys(client, author.orgId, station, operations);
    const devices = await lockLanes(client, author.orgId, fresh);
    const made = new Map<string, OperationResult>();
    const failedLanes = new Set<string>();
    for (const operation of operations) {
      const known = answers.get(operation);
      if (known?.outcome === 'refused') failedLanes.add(laneName(operation));
    }
    for (const wave of wavesOf(fresh)) {
      const run = { client, vault, author, devices, failedLanes };
      for (const result of [...(await createAll(run, wave)), ...(await allocateAll(run, wave))]) {
        made.set(result.key, result);
      }
      for (const operation of wave) {
        if (made.get(operation.key)?.outcome === 'refused') failedLanes.add(laneName(operation));
      }
    }
    await rememberResults(client, author.orgId, [...made.values()]);
    await noticeStation(client, author.orgId, station);
    return operations.map(
      (operation) => answers.get(operation) ?? (made.get(operation.key) as OperationResult),
    );
  });
}

interface Run {
  client: Queries;
  vault: Vault;
  author: Author;
  /** The devices of the batch's lanes as they are now. */
  devices: Map<string, DeviceRow>;
  /** Lanes with a refusal: what follows there was meant for a device that did not come to be. */
  failedLanes: Set<string>;
}

/** First operations of all devices, then second ones, ... so that each wave is set-wise. */
function wavesOf(operations: readonly CloudOperation[]): CloudOperation[][] {
  const waves: CloudOperation[][] = [];
  const next = new Map<string, number>();
  for (const operation of operations) {
    const lane = laneName(operation);
    const wave = next.get(lane) ?? 0;
    next.set(lane, wave + 1);
    waves[wave] ??= [];
    waves[wave].push(operation);
  }
  return waves;
}

async function createAll(run: Run, wave: readonly CloudOperation[]): Promise<OperationResult[]> {
  const { client, author, devices } = run;
  const creates = wave.filter(({ kind }) => kind === 'create');
  const groups = await findGroups(
    client,
    author.orgId,
    creates.map(({ groupId }) => groupId),
  );
  const results: OperationResult[] = [];
  const wanted = creates.flatMap((operation) => {
    try {
      const { groupId, deviceSn, deviceData, batchTag, description } = operation;
      if (run.failedLanes.has(laneName(operation))) throw refusals.snNotFound();
      const group = groups.get(groupId);
      if (!group) throw refusals.groupNotFound();
      const data = withDefaults(group, merged({}, checkMasterData(group, deviceData)));
      const tag = batchTag === undefined ? null : { defaultValue: batchTag };
      return [
        { operation, groupId, deviceSn, data, batchTag: tag, description: description ?? '' },
      ];
    } catch (error) {
      results.push(refused(operation.key, error));
      return [];
    }
  });
  const inserted = await insertDevices(client, author, wanted);
  const own = new Map(
    inserted.map((row) => [laneName({ groupId: row.group_id, deviceSn: row.device_sn }), row.sn]),
  );
  const now = await lockLanes(client, author.orgId, wanted);
  for (const [lane, row] of now) devices.set(lane, row);
  for (const { operation } of wanted) {
    const lane = laneName(operation);
    const sn = own.get(lane);
    const holder = now.get(lane);
    if (sn !== undefined) results.push(done(operation.key, { sn, assetId: null }));
    else results.push(refused(operation.key, refusals.duplicated(), holder && conflictOf(holder)));
  }
  return results;
}

async function allocateAll(run: Run, wave: readonly CloudOperation[]): Promise<OperationResult[]> {
  const { client, vault, author, devices } = run;
  const results: OperationResult[] = [];
  const wishes = wave.flatMap((operation) => {
    if (operation.kind !== 'allocate') return [];
    const row = devices.get(laneName(operation));
    if (row && !run.failedLanes.has(laneName(operation))) {
      return [{ operation, row, deviceData: operation.deviceData }];
    }
    results.push(refused(operation.key, refusals.snNotFound()));
    return [];
  });
  if (wishes.length === 0) return results;
  const allocated = await allocateDevices(client, vault, author, wishes);
  for (const [index, { operation }] of wishes.entries()) {
    const device = allocated[index];
    if (!device || device instanceof EnosError) {
      results.push(refused(operation.key, device ?? refusals.snNotFound()));
      continue;
    }
    devices.set(laneName(operation), device);
    results.push(done(operation.key, { sn: device.sn, assetId: device.asset_id }));
  }
  return results;
}
