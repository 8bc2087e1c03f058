import type { CloudOperation, OperationResult } from '../../shared/models/cloud.ts';
import { findGroups } from '../catalog/groups.ts';
import { laneName, lockLanes } from '../devices/find.ts';
import { insertDevices } from '../devices/insert.ts';
import { checkMasterData, merged, withDefaults } from '../devices/master-data.ts';
import { attempt } from '../devices/refusable.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { conflictOf, done, refused } from './results.ts';
import type { Run } from './run.ts';

/** Registers devices; an SN that its group has already is refused, and the answer says who has it. */
export async function createAll(
  run: Run,
  operations: readonly CloudOperation[],
): Promise<OperationResult[]> {
  const { client, author } = run;
  const groups = await findGroups(
    client,
    author.orgId,
    operations.map(({ groupId }) => groupId),
  );
  const results: OperationResult[] = [];
  const wanted = operations.flatMap((operation) => {
    const { groupId, deviceSn, deviceData, batchTag, description } = operation;
    const data = attempt(() => {
      const group = groups.get(groupId);
      if (!group || group.retired) throw refusals.groupNotFound();
      return withDefaults(group, merged({}, checkMasterData(group, deviceData)));
    });
    if (data instanceof EnosError) {
      results.push(refused(operation.key, data));
      return [];
    }
    const tag = batchTag === undefined ? null : { defaultValue: batchTag };
    return [{ operation, groupId, deviceSn, data, batchTag: tag, description: description ?? '' }];
  });
  const inserted = await insertDevices(client, author, wanted);
  const own = new Set(
    inserted.map((row) => laneName({ groupId: row.group_id, deviceSn: row.device_sn })),
  );
  const now = await lockLanes(client, author.orgId, wanted);
  for (const { operation } of wanted) {
    const holder = now.get(laneName(operation));
    if (holder) run.became(operation, holder);
    if (holder && own.has(laneName(operation))) results.push(done(operation.key, holder));
    else results.push(refused(operation.key, refusals.duplicated(), holder && conflictOf(holder)));
  }
  return results;
}
