import type { CloudOperation, OperationResult } from '../../shared/models/cloud.ts';
import { lockLanes } from '../devices/find.ts';
import { deleteDevices } from '../devices/remove.ts';
import { replaceDevices } from '../devices/replace.ts';
import { resetDevices } from '../devices/reset.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { settle, sortOut } from './changes.ts';
import { done, gone, refused } from './results.ts';
import type { Run } from './run.ts';

/**
 * The operations that take something away for good. Each is refused when the device is not as the
 * station last saw it (`ifVersion`).
 */

export async function resetAll(
  run: Run,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const { results, ready } = sortOut(run, operations, (_row, operation) =>
    run.isAsSeen(operation, operation) ? null : refusals.changedMeanwhile('version'),
  );
  const after = await resetDevices(
    run.client,
    run.author,
    ready.map(({ row }) => row),
  );
  return [...results, ...settle(run, ready, after, { withData: true })];
}

/** Gone is gone: a device that is not there is a deletion that was done. */
export async function deleteAll(
  run: Run,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const rows = operations.flatMap((operation) => {
    const row = run.device(operation);
    return row && run.isAsSeen(operation, operation) ? [row] : [];
  });
  await deleteDevices(run.client, run.author, rows);
  return operations.map((operation) => {
    const row = run.device(operation);
    if (row && !rows.includes(row)) {
      return refused(operation.key, refusals.changedMeanwhile('version'));
    }
    run.became(operation, null);
    return gone(operation.key);
  });
}

export async function replaceAll(
  run: Run,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const results: OperationResult[] = [];
  const ready = operations.flatMap((operation) => {
    const old = run.device(replacedBy(operation));
    const fresh = run.device(operation);
    const refusal = whyNot(run, operation, old && fresh !== undefined);
    if (old && fresh && !refusal) return [{ operation, old, fresh }];
    results.push(refused(operation.key, refusal));
    return [];
  });
  const after = await replaceDevices(run.client, run.author, ready);
  const discarded = await lockLanes(
    run.client,
    run.author.orgId,
    ready.map(({ operation }) => replacedBy(operation)),
  );
  for (const row of discarded.values()) {
    run.became({ groupId: row.group_id, deviceSn: row.device_sn }, row);
  }
  for (const [index, { operation }] of ready.entries()) {
    const row = after[index] ?? refusals.snNotFound();
    if (row instanceof EnosError) {
      results.push(refused(operation.key, row));
      continue;
    }
    run.became(operation, row);
    results.push(done(operation.key, row, { withData: true }));
  }
  return results;
}

/** The device that has to go. */
const replacedBy = ({ groupId, replaces }: CloudOperation) => ({
  groupId,
  deviceSn: replaces ?? '',
});

function whyNot(
  run: Run,
  operation: CloudOperation,
  bothThere: boolean | undefined,
): EnosError | null {
  if (operation.replaces === undefined) return refusals.missing('replaces');
  if (!bothThere) return refusals.snNotFound();
  return run.isAsSeen(replacedBy(operation), operation)
    ? null
    : refusals.changedMeanwhile('version');
}
