import type { Database } from 'better-sqlite3';
import type { MasterDatum, RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { LabelRecord } from '../../../shared/models/label.ts';
import { longestSn } from '../../../shared/serial/longest-sn.ts';
import { compileRule } from '../../../shared/serial/rule.ts';
import { findAnyGroup, findMasterDataGroup, listGroups } from '../../catalog/catalog.ts';

/** Records of devices that there are not, to see a design with. */

/** As wide as days are; where equal questions have to get equal answers. */
export const someDay = { date: '2026-12-28', time: '20:48:48' };

/** A group's, or, without one, the station's first; of nobody's where there is no catalog yet. */
function groupFor(db: Database, groupId: string | undefined): RegistrationGroup | null {
  const named = groupId === undefined ? null : findAnyGroup(db, groupId);
  return named ?? listGroups(db)[0] ?? null;
}

/** A device as they mostly are. `date`: YYYY-MM-DD, `time`: HH:mm:ss. */
export function sampleRecord(
  db: Database,
  groupId: string | undefined,
  now: { date: string; time: string },
): LabelRecord {
  const group = groupFor(db, groupId);
  const deviceSn = group ? usualSn(group) : 'INV5K1-000128';
  return record(group?.groupId ?? 'INV5K1', deviceSn, group?.name ?? 'Inverter 5 kW', {
    batchTag: 'WO-2026-118',
    description: 'Line 3',
    modelId: group?.modelId || 'inverter-5k',
    operator: 'A. Li',
    station: 'ST-1',
    ...now,
    position: '12',
    ...masterData(db, group, usual),
  });
}

/** A device of which everything is as long as the catalog allows: what prints well for it prints for all. */
export function worstRecord(db: Database, groupId: string | undefined): LabelRecord {
  const group = groupFor(db, groupId);
  const names = [group?.name ?? '', ...Object.values(group?.names ?? {})];
  const longest = names.reduce((one, other) => (other.length > one.length ? other : one));
  // A name may be changed to this at any time.
  const name = longest.length > 40 ? longest : '储能系统用双向并网逆变器'.repeat(6).slice(0, 64);
  const deviceSn = longestSn(group?.snRule ?? { checkDigit: 'none' });
  return record(group?.groupId ?? 'w'.repeat(64), deviceSn, name, {
    batchTag: 'W'.repeat(64),
    description: '装在三号厂房的屋顶上'.repeat(52).slice(0, 512),
    modelId: group?.modelId || 'w'.repeat(128),
    operator: '欧阳'.repeat(32),
    station: 'W'.repeat(64),
    ...someDay,
    position: '100000',
    ...masterData(db, group, worst),
  });
}

/** The worst where anybody knows how long that is: without a group nobody does. */
export const longestRecord = (db: Database, groupId: string | undefined): LabelRecord | null =>
  groupFor(db, groupId) ? worstRecord(db, groupId) : null;

const record = (
  groupId: string,
  deviceSn: string,
  title: string,
  fields: Record<string, string>,
): LabelRecord => ({
  groupId,
  deviceSn,
  title,
  fields: { deviceSn, groupId, groupName: title, ...fields },
});

function masterData(
  db: Database,
  group: RegistrationGroup | null,
  valueOf: (datum: MasterDatum) => string,
): Record<string, string> {
  const data = group && findMasterDataGroup(db, group.masterDataGroupId)?.masterData;
  return Object.fromEntries(
    (data ?? []).map((datum) => [`masterData.${datum.identifier}`, valueOf(datum)]),
  );
}

/** A good example of the rule, else one that it takes and people would know for an SN, else any that it takes. */
function usualSn({ groupId, snRule }: RegistrationGroup): string {
  const [example] = snRule.examples?.good ?? [];
  if (example !== undefined) return example;
  const check = compileRule(snRule, groupId);
  const likely = [`${groupId}-000128`, `${groupId}000128`, 'AB-000128', '000128'];
  const found = check.ok && likely.find((deviceSn) => check.value(deviceSn) === null);
  return found || longestSn({ ...snRule, length: { min: 1, max: 14, ...snRule.length } });
}

function usual(datum: MasterDatum): string {
  if (/mac/i.test(datum.identifier)) return 'A4:CF:12:00:01:28';
  if (/eui/i.test(datum.identifier)) return '70B3D57ED0000128';
  if (typeof datum.default === 'string' || typeof datum.default === 'number') {
    return String(datum.default);
  }
  switch (datum.type) {
    case 'Integer':
      return '6';
    case 'Double':
      return '5.5';
    case 'Boolean':
      return 'true';
    case 'Enum':
      return datum.items?.[0] ?? '';
    case 'Date':
      return '2026-11-27';
    default:
      return datum.name.slice(0, datum.maxLength ?? 24);
  }
}

function worst(datum: MasterDatum): string {
  switch (datum.type) {
    case 'Integer':
      return '-9007199254740991';
    case 'Double':
      return '-1.7976931348623157e+308';
    case 'Boolean':
      return 'false';
    case 'Enum':
      return (datum.items ?? ['']).reduce((one, other) =>
        other.length > one.length ? other : one,
      );
    case 'Date':
      return '2026-12-28T20:48:48.888+08:00';
    default:
      // Where the catalog sets no end, a label cannot either: what people write into such fields.
      return 'W'.repeat(Math.min(datum.maxLength ?? 64, 512));
  }
}
