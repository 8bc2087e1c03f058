import type { Database } from 'better-sqlite3';
import type { MasterValue, RegistrationGroup } from '../../shared/models/catalog.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { type LabelFacts, labelFacts } from '../store/label-facts.ts';

/** Devices of one statement: ten thousand labels are ten of them. */
const perSlice = 1000;

/**
 * What labels of these devices may say (`shared/labels/fields.ts`), one for each, in the order given. Date and time are those of the registration, in this computer's time zone, so that a label printed again says
 * the same.
 */
export function* labelRecords(
  db: Database,
  ids: readonly number[],
  stationName: string,
): Generator<LabelRecord> {
  const groups = new Map<string, RegistrationGroup | null>();
  for (let from = 0; from < ids.length; from += perSlice) {
    for (const facts of labelFacts(db, ids.slice(from, from + perSlice))) {
      let group = groups.get(facts.groupId);
      if (group === undefined) {
        groups.set(facts.groupId, (group = findAnyGroup(db, facts.groupId)));
      }
      yield recordOf(facts, group, stationName);
    }
  }
}

function recordOf(
  facts: LabelFacts,
  group: RegistrationGroup | null,
  station: string,
): LabelRecord {
  const { groupId, deviceSn, batchTag, description, operator, position } = facts;
  const groupName = group?.name ?? groupId;
  const data = JSON.parse(facts.masterData) as Record<string, MasterValue>;
  const fields: Record<string, string> = {
    groupName,
    batchTag: batchTag ?? '',
    description,
    modelId: asText(data.modelId) || (group?.modelId ?? ''),
    operator: operator ?? '',
    station,
    ...moment(facts.registeredAt),
    position: position === null ? '' : String(position),
  };
  for (const [name, value] of Object.entries(data)) fields[`masterData.${name}`] = asText(value);
  return { groupId, deviceSn, title: groupName, fields };
}

function asText(value: MasterValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.defaultValue : String(value);
}

function moment(at: number): { date: string; time: string } {
  const here = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const year = String(here.getFullYear()).padStart(4, '0');
  return {
    date: [year, two(here.getMonth() + 1), two(here.getDate())].join('-'),
    time: [here.getHours(), here.getMinutes(), here.getSeconds()].map(two).join(':'),
  };
}
