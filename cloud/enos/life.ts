import { findGroups } from '../catalog/groups.ts';
import { inTransaction } from '../database/transaction.ts';
import { pvsDevice } from '../devices/device.ts';
import { findBySn, lockSns } from '../devices/find.ts';
import { isDiscarded } from '../devices/life.ts';
import { deleteDevices } from '../devices/remove.ts';
import { replaceDevices } from '../devices/replace.ts';
import { resetDevices, whyNoReset } from '../devices/reset.ts';
import { type Change, updateDevices } from '../devices/update.ts';
import { EnosError, type Envelope, refusals, success } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { checkedDescription, checkedSns, checkedTag, storable, textOf } from './fields.ts';
import type { Admitted } from './guard.ts';

const authorOf = ({ app }: Admitted) => ({ orgId: app.orgId, by: app.appKey });

/** Reset Device Allocation Status. Answers with the `sn`s that were reset, and no others. */
export async function reset({ pool }: Rooms, admitted: Admitted): Promise<Envelope> {
  const body = storable(admitted.body);
  const groupId = textOf(body.groupId);
  if (groupId === null) throw refusals.missing('groupId');
  const asked = checkedSns(body.sns, 'sns');
  const author = authorOf(admitted);
  return inTransaction(pool, async (client) => {
    const forbidden = whyNoReset((await findGroups(client, author.orgId, [groupId])).get(groupId));
    if (forbidden) throw forbidden;
    const found = await lockSns(client, author.orgId, asked.flatMap(readingsOf));
    const meant = asked.flatMap((text) => (found.has(text) ? [text] : partsOf(text)));
    const rows = [...new Set(meant)].flatMap((sn) => {
      const row = found.get(sn);
      return row && row.group_id === groupId && !isDiscarded(row) ? [row] : [];
    });
    if (rows.length === 0) throw refusals.groupOrSnNotFound();
    const after = await resetDevices(client, author, rows);
    return success(after.flatMap((row) => (row instanceof EnosError ? [] : [row.sn])));
  });
}

/** EnOS's own sample has `["sn1, sn2"]`: a text that is no `sn` itself may be several of them. */
const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const readingsOf = (text: string): string[] => [text, ...partsOf(text)];

/** Update DPS Device. What is not named stays; `null` takes away. */
export async function update({ pool }: Rooms, admitted: Admitted): Promise<Envelope> {
  const body = storable(admitted.body);
  const sn = textOf(body.sn);
  if (sn === null) throw refusals.missing('sn');
  const change: Omit<Change, 'row'> = { deviceData: body.deviceData };
  if (body.desc !== undefined) change.description = checkedDescription(body.desc);
  if (body.batchTag !== undefined) change.batchTag = checkedTag(body.batchTag);
  const author = authorOf(admitted);
  return inTransaction(pool, async (client) => {
    const row = await findBySn(client, author.orgId, sn, true);
    if (!row) throw refusals.snNotFound();
    const [after] = await updateDevices(client, author, [{ row, ...change }]);
    if (after instanceof EnosError) throw after;
    return success([sn]);
  });
}

/** Replace DPS Device: `sn` goes, `replacementSn` takes its place. */
export async function replace({ pool }: Rooms, admitted: Admitted): Promise<Envelope> {
  const body = storable(admitted.body);
  const [sn, replacementSn] = [textOf(body.sn), textOf(body.replacementSn)];
  if (sn === null || replacementSn === null) throw refusals.orgIdOrReplacedSnRequired();
  const author = authorOf(admitted);
  return inTransaction(pool, async (client) => {
    const found = await lockSns(client, author.orgId, [sn, replacementSn]);
    const [old, fresh] = [found.get(sn), found.get(replacementSn)];
    if (!old || !fresh || isDiscarded(old) || isDiscarded(fresh)) throw refusals.deviceNotFound();
    const [after] = await replaceDevices(client, author, [{ old, fresh }]);
    if (!after || after instanceof EnosError) throw after ?? refusals.deviceNotFound();
    const groups = await findGroups(client, author.orgId, [after.group_id]);
    return success(pvsDevice(after, groups.get(after.group_id)));
  });
}

/** Delete DPS Device. Answers with what is gone now: deleted, or never there. */
export async function remove({ pool }: Rooms, admitted: Admitted): Promise<Envelope> {
  const body = storable(admitted.body);
  const groupId = textOf(body.groupId);
  if (groupId === null) throw refusals.missing('groupId');
  const asked = checkedSns(body.snList, 'snList');
  const author = authorOf(admitted);
  return inTransaction(pool, async (client) => {
    const groups = await findGroups(client, author.orgId, [groupId]);
    if (!groups.has(groupId)) throw refusals.groupNotFound();
    const found = await lockSns(client, author.orgId, asked);
    // One of another group is neither deleted nor listed: it is still there.
    const gone = asked.filter((sn) => (found.get(sn)?.group_id ?? groupId) === groupId);
    const rows = gone.flatMap((sn) => found.get(sn) ?? []);
    await deleteDevices(client, author, rows);
    return success(gone);
  });
}
