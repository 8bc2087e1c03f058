import type { Database } from 'better-sqlite3';
import type { RowDevice } from '../../../shared/import/device-of-row.ts';
import type {
  MasterDataGroup,
  MasterDataValues,
  MasterValue,
} from '../../../shared/models/catalog.ts';
import type { ImportChange } from '../../../shared/models/import.ts';
import type { Problem } from '../../../shared/problems.ts';
import { sameJson } from '../../../shared/same-json.ts';
import { groundOf } from '../../devices/ground.ts';
import { judgeEdit } from '../../devices/judge-edit.ts';
import type { Acted } from '../../store/events.ts';
import type { Before } from '../../store/events-imports.ts';
import { prepared } from '../../store/prepared.ts';

export type Compared =
  | { kind: 'unchanged' }
  | { kind: 'update'; acted: Acted; before: Before; changes: ImportChange['changes'] }
  | { kind: 'conflict'; problem: Problem };

interface Standing {
  description: string;
  tag: string | null;
  batch_id: string | null;
  master_data: string;
}

/** What a row means for a device that is here; null where none of its SN is. */
export function compareWithDevice(
  db: Database,
  groupId: string,
  group: MasterDataGroup | null,
  newId: () => string,
): (device: RowDevice) => Compared | null {
  return (device) => {
    const here = prepared(
      db,
      `SELECT description, tag, batch_id, master_data FROM device
       WHERE group_id = ? AND device_sn = ? AND gone IS NULL`,
    ).get(groupId, device.deviceSn) as Standing | undefined;
    if (!here) return null;
    const values = JSON.parse(here.master_data) as MasterDataValues;
    const differing = Object.entries(device.masterData).filter(
      ([name, value]) => !sameJson(values[name] ?? null, value),
    );
    const { description, batchTag } = device;
    const tag = batchTag === undefined ? null : (here.tag ?? tagOfBatch(db, here.batch_id));
    const change = {
      ...(differing.length > 0 ? { masterData: Object.fromEntries(differing) } : {}),
      ...(description === undefined || description === here.description ? {} : { description }),
      ...(batchTag === undefined || batchTag === tag ? {} : { batchTag }),
    };
    if (Object.keys(change).length === 0) return { kind: 'unchanged' };
    const ground = groundOf(db, { groupId, deviceSn: device.deviceSn });
    if (!ground.ok) return { kind: 'conflict', problem: ground.problem };
    const { acted } = judgeEdit(ground.value, group, change, newId);
    if (acted.problem) return { kind: 'conflict', problem: acted.problem };
    const was = (name: string): MasterValue => values[name] ?? null;
    const before: Before = {
      ...(differing.length > 0
        ? { masterData: Object.fromEntries(differing.map(([name]) => [name, was(name)])) }
        : {}),
      ...('description' in change ? { description: here.description } : {}),
      // A tag can be set and not taken away (EnOS has no such thing): without one it stays.
      ...('batchTag' in change && tag !== null ? { batchTag: tag } : {}),
    };
    const changes = [
      ...differing.map(([what, value]) => ({
        what,
        before: shown(was(what)),
        after: shown(value),
      })),
      ...('description' in change
        ? [{ what: 'description', before: here.description, after: change.description ?? '' }]
        : []),
      ...('batchTag' in change
        ? [{ what: 'batchTag', before: tag ?? '', after: change.batchTag ?? '' }]
        : []),
    ];
    return { kind: 'update', acted, before, changes: changes.slice(0, mostChanges) };
  };
}

/** Asked for by itself: joined, it would take longer than everything else for each SN that is new. */
function tagOfBatch(db: Database, batchId: string | null): string | null {
  const batch = prepared(db, 'SELECT tag FROM batch WHERE id = ?').get(batchId);
  return (batch as { tag: string } | undefined)?.tag ?? null;
}

const mostChanges = 20;

const shown = (value: MasterValue): string =>
  value === null ? '' : typeof value === 'object' ? value.defaultValue : String(value);
