import type { Database } from 'better-sqlite3';
import { type RowDevice, rowReader } from '../../../shared/import/device-of-row.ts';
import { createDoctor, type Examined } from '../../../shared/import/doctor/doctor.ts';
import type { DoctorRule } from '../../../shared/import/doctor/rule.ts';
import type { Resolved } from '../../../shared/import/mapping/resolve.ts';
import { columnLetters, type Row } from '../../../shared/import/row.ts';
import type { Delimiter } from '../../../shared/import/source.ts';
import type { Batch } from '../../../shared/models/batch.ts';
import type { MasterDataGroup, RegistrationGroup, Target } from '../../../shared/models/catalog.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import { hasTarget } from '../../catalog/catalog.ts';
import { seenElsewhere } from '../../store/elsewhere.ts';
import type { NewOperation } from '../../store/events.ts';
import { compareWithDevice } from './compare.ts';
import { mergedReason } from './merged.ts';
import type { Outcome } from './outcome.ts';
import type { SeenRows } from './seen-rows.ts';
import { starter } from './starting.ts';

/** All that decides what becomes of the rows of one file. */
export interface Ground {
  head: readonly string[];
  delimiter: Delimiter | null;
  group: RegistrationGroup;
  masterDataGroup: MasterDataGroup | null;
  rule: DoctorRule;
  resolved: Resolved;
  /** A spreadsheet rounded the long numbers of the SN column. */
  rounded: boolean;
  batch: Batch | null;
  /** Units that the batch still takes; null: as many as there are. */
  room: number | null;
  allocateTo: Target | null;
  answers: ReadonlyMap<number, string | null>;
}

export interface RowJudge {
  /** What becomes of the row as the station is now; changes nothing but what it has seen of this file. */
  judge(row: Row): Outcome;
  /** A row of before: only remembered as seen. */
  pass(row: Row): void;
}

/**
 * Judges the rows of one file in their order: the doctor looks at the SN, the mapping says what the row tells, the
 * station whether it is new. The same judgement says beforehand what will happen and then makes it happen.
 */
export function createRowJudge(
  db: Database,
  ground: Ground,
  seen: SeenRows,
  newId: () => string,
): RowJudge {
  const { group, batch, resolved } = ground;
  const { groupId } = group;
  const doctor = createDoctor({
    head: ground.head,
    snColumn: resolved.snColumn,
    snOf: resolved.deviceSn,
    delimiter: ground.delimiter,
    rule: ground.rule,
    column: { rounded: ground.rounded },
  });
  const read = rowReader(resolved, groupId, ground.masterDataGroup);
  const start = starter(group, ground.masterDataGroup, batch?.masterData ?? {});
  const compare = compareWithDevice(db, groupId, ground.masterDataGroup, newId);
  const letters = columnLetters(resolved.snColumn);
  const forMerge = mergedReason(resolved.columns);
  const unknownTargets = new Map<string, boolean>();
  let room = ground.room;

  function examined(row: Row): Examined {
    const found = doctor(row);
    const answer = ground.answers.get(row.row);
    if (answer === undefined || found.kind !== 'asked') return found;
    if (answer === null) return { kind: 'skipped', row: row.row, why: 'skip-empty' };
    const wrong = ground.rule.check(answer, {});
    if (wrong) return { kind: 'refused', row: row.row, column: letters, problem: wrong };
    const before = resolved.deviceSn(row.cells);
    const repair = { row: row.row, column: letters, before, after: answer, whys: [] };
    return { kind: 'taken', row: row.row, deviceSn: answer, cells: row.cells, repairs: [repair] };
  }

  const targetKnown = (target: Target): boolean => {
    const name = `${target.regionId}/${target.orgId}`;
    const known = unknownTargets.get(name) ?? hasTarget(db, target);
    unknownTargets.set(name, known);
    return known;
  };

  function judge(row: Row): Outcome {
    const found = examined(row);
    const said = (text: string, column = letters) => ({ row: row.row, column, text });
    if (found.kind === 'skipped') {
      const answered = ground.answers.has(row.row);
      const why = answered ? ('skip-answered' as const) : found.why;
      return { kind: 'skipped', row: row.row, why, repairs: [] };
    }
    if (found.kind === 'asked') {
      const { why, proposals } = found;
      const at = said(resolved.deviceSn(row.cells), found.column);
      return { kind: 'asked', why, proposals, problem: found.problem, ...at, repairs: [] };
    }
    if (found.kind === 'refused') {
      const at = said(resolved.deviceSn(row.cells), found.column);
      return { kind: 'refused', problem: found.problem, deviceSn: null, ...at, repairs: [] };
    }
    const { deviceSn, cells, repairs } = found;
    const told = read(cells, deviceSn);
    if (!told.ok) {
      const at = said(told.text, told.column);
      return { kind: 'refused', problem: told.problem, deviceSn, ...at, repairs };
    }
    const { device } = told;
    const conflict = (why: Problem): Outcome => ({
      kind: 'conflict',
      problem: why,
      deviceSn,
      ...said(resolved.deviceSn(cells)),
      repairs,
    });
    const before = seen.add(deviceSn, sayingOf(device), row.row);
    if (before?.same) return { kind: 'repeated', row: row.row, deviceSn, repairs };
    if (before) return conflict(problem('import-twice', { row: before.row }));
    const here = compare(device);
    if (here) {
      if (here.kind === 'unchanged') return { ...here, row: row.row, deviceSn, repairs };
      if (here.kind === 'update') return { ...here, row: row.row, repairs };
      return conflict(here.problem);
    }
    const there = seenElsewhere(db, groupId, deviceSn);
    if (there) return conflict(there);
    if (device.inCloud) return conflict(problem('import-in-cloud'));
    return create(row.row, device, resolved.deviceSn(cells), repairs);
  }

  function create(
    row: number,
    device: RowDevice,
    raw: string,
    repairs: Outcome['repairs'],
  ): Outcome {
    const { deviceSn } = device;
    const no = (why: Problem): Outcome => {
      return { kind: 'refused', row, column: letters, text: raw, deviceSn, problem: why, repairs };
    };
    const started = start(device.masterData);
    if ('problem' in started) return no(started.problem);
    const allocateTo = batch?.allocateTo ?? device.allocateTo ?? ground.allocateTo;
    if (allocateTo && !targetKnown(allocateTo)) {
      const target = `${allocateTo.regionId}/${allocateTo.orgId}`;
      return no(problem('environment-unknown', { target }));
    }
    if (room !== null) {
      if (room === 0) return no(problem('batch-target-reached', { target: batch?.target ?? 0 }));
      room--;
    }
    const { description = '', registeredAt = null } = device;
    const tag =
      device.batchTag !== undefined && device.batchTag !== batch?.tag ? device.batchTag : null;
    const batchTag = tag ?? batch?.tag;
    const payload = {
      deviceData: { ...started.values, deviceSn },
      ...(batchTag === undefined ? {} : { batchTag }),
      ...(description === '' ? {} : { description }),
    };
    const operations: NewOperation[] = [{ key: newId(), kind: 'create', payload }];
    if (allocateTo) {
      operations.push({ key: newId(), kind: 'allocate', payload: { deviceData: allocateTo } });
    }
    const masterData = started.values;
    return {
      kind: 'create',
      row,
      device: { deviceSn, raw, masterData, description, tag, registeredAt, allocateTo, operations },
      repairs,
    };
  }

  return {
    judge: (row) => forMerge(judge(row), row),
    pass(row) {
      const found = examined(row);
      if (found.kind !== 'taken') return;
      const told = read(found.cells, found.deviceSn);
      if (told.ok) seen.add(found.deviceSn, sayingOf(told.device), row.row);
    },
  };
}

/** Everything a row says, as one text: two rows that say the same have the same. */
const sayingOf = (device: RowDevice): string => JSON.stringify({ ...device, deviceSn: undefined });
