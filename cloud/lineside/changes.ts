import { isDeepStrictEqual } from 'node:util';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { CloudOperation, OperationResult } from '../../shared/models/cloud.ts';
import { allocateDevices } from '../devices/allocate.ts';
import type { DeviceRow } from '../devices/device.ts';
import { type Change, updateDevices } from '../devices/update.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { done, refused, refusedWhere } from './results.ts';
import type { Run } from './run.ts';

/** Allocates devices. */
export async function allocateAll(
  run: Run,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const { results, ready } = sortOut(run, operations, () => null);
  const wishes = ready.map(({ operation, row }) => ({ row, deviceData: operation.deviceData }));
  const after = await allocateDevices(run.client, run.vault, run.author, wishes);
  return [...results, ...settle(run, ready, after)];
}

/** Changes what devices are, unless somebody else changed the same field meanwhile. */
export async function updateAll(
  run: Run,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const { results, ready } = sortOut(run, operations, editedMeanwhile);
  const changes = ready.map(({ operation, row }) => changeOf(operation, row));
  const after = await updateDevices(run.client, run.author, changes);
  return [...results, ...settle(run, ready, after, { withData: true })];
}

interface Ready {
  operation: CloudOperation;
  row: DeviceRow;
}

/** Operations whose device is there and for which `check` has no refusal; the others are answered. */
export function sortOut(
  run: Run,
  operations: readonly CloudOperation[],
  check: (row: DeviceRow, operation: CloudOperation) => EnosError | null,
): { results: OperationResult[]; ready: Ready[] } {
  const results: OperationResult[] = [];
  const ready = operations.flatMap((operation) => {
    const row = run.device(operation);
    const refusal = row ? check(row, operation) : refusals.snNotFound();
    if (row && !refusal) return [{ operation, row }];
    results.push(refused(operation.key, refusal));
    return [];
  });
  return { results, ready };
}

/** Notes what became of the devices, and answers. */
export function settle(
  run: Run,
  ready: readonly Ready[],
  after: readonly (DeviceRow | EnosError)[],
  { withData = false } = {},
): OperationResult[] {
  return ready.map(({ operation, row: before }, index) => {
    const row = after[index] ?? refusals.snNotFound();
    if (row instanceof EnosError) {
      return operation.kind === 'allocate'
        ? refusedWhere(operation.key, row, before)
        : refused(operation.key, row);
    }
    run.became(operation, row);
    return done(operation.key, row, { withData });
  });
}

/** An empty batch tag takes it away: an operation has no other way to say so. */
function changeOf({ deviceData, batchTag, description }: CloudOperation, row: DeviceRow): Change {
  const change: Change = { row, deviceData };
  if (batchTag !== undefined && batchTag !== (row.batch_tag?.defaultValue ?? '')) {
    change.batchTag = batchTag === '' ? null : { defaultValue: batchTag };
  }
  if (description !== undefined) change.description = description;
  return change;
}

/** Which field of an update has become something that is neither `before` nor what is wanted. */
function editedMeanwhile(row: DeviceRow, operation: CloudOperation): EnosError | null {
  const { before, deviceData, batchTag, description } = operation;
  const edited = (now: unknown, wanted: unknown, seen: unknown): boolean =>
    ![wanted, seen].some((one) => isDeepStrictEqual(one ?? null, now ?? null));
  const seenData = before?.deviceData;
  const nowData: MasterDataValues = { ...row.device_data, deviceSn: row.device_sn };
  const field = Object.keys(seenData ? deviceData : {}).find((name) =>
    edited(nowData[name], deviceData[name], seenData?.[name]),
  );
  if (field !== undefined) return refusals.changedMeanwhile(field);
  if (batchTag !== undefined && before?.batchTag !== undefined) {
    const tag = row.batch_tag?.defaultValue || null;
    if (edited(tag, batchTag || null, before.batchTag || null)) {
      return refusals.changedMeanwhile('batchTag');
    }
  }
  if (description === undefined || before?.description === undefined) return null;
  return edited(row.description, description, before.description)
    ? refusals.changedMeanwhile('description')
    : null;
}
