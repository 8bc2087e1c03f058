import type pg from 'pg';
import { findGroups } from '../catalog/groups.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Author } from '../devices/author.ts';
import { insertDevices, insertMany } from '../devices/insert.ts';
import { checkMasterData, withDefaults } from '../devices/master-data.ts';
import { refusals } from '../http/envelope.ts';
import { checkedDescription, checkedTag } from './fields.ts';

/** Most devices that one create may make (EnOS). */
const mostDevices = 1_000_000;
/** So many at once change what the best plan for a query is. */
const worthAnalyzing = 10_000;
/** Longest device SN, in characters; EnOS names no limit, stations and labels hold this much. */
const longestSn = 64;

/**
 * Create DPS Device. The SN rule of a group is a station's and is not applied: EnOS has none.
 * @returns the `sn`s of the devices made.
 * @throws EnosError 99400, 35404 or 35601, as documented.
 */
export async function createDevices(
  pool: pg.Pool,
  author: Author,
  info: Record<string, unknown>,
): Promise<string[]> {
  const { groupId, desc, deviceData } = info;
  if (typeof groupId !== 'string' || groupId.trim() === '') throw refusals.missing('groupId');
  const count = checkedCount(info.count);
  const description = checkedDescription(desc);
  const batchTag = checkedTag(info.batchTag);
  const made = await inTransaction(pool, async (client) => {
    const group = (await findGroups(client, author.orgId, [groupId])).get(groupId);
    if (!group || group.retired) throw refusals.groupNotFound();
    const given = checkMasterData(group, deviceData);
    const data = withDefaults(group, given);
    const device = { groupId, data, batchTag, description };
    const deviceSn = given.deviceSn;
    if (deviceSn === undefined || deviceSn === null) {
      return insertMany(client, author, count, device);
    }
    // Several devices cannot have one SN.
    if (count > 1) throw refusals.duplicated();
    const inserted = await insertDevices(client, author, [
      { ...device, deviceSn: checkedSn(deviceSn) },
    ]);
    if (inserted.length === 0) throw refusals.duplicated();
    return inserted.map((row) => row.sn);
  });
  // PostgreSQL looks at its tables once a minute; until then it would plan for a nearly empty one.
  if (count >= worthAnalyzing) await pool.query('analyze device').catch(() => undefined);
  return made;
}

function checkedCount(count: unknown): number {
  if (count === undefined || count === null || count === '') throw refusals.missing('count');
  if (typeof count !== 'number' || !Number.isInteger(count)) {
    throw refusals.invalid('count', 'count is not an Integer');
  }
  if (count < 1 || count > mostDevices) throw refusals.countRange();
  return count;
}

function checkedSn(deviceSn: unknown): string {
  const text = String(deviceSn);
  if (text.trim() === '' || text.length > longestSn) {
    throw refusals.invalid('deviceData', `deviceSn is not a text of 1 to ${longestSn} characters`);
  }
  return text;
}
