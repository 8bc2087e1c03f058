import type { Problem } from '../../problems.ts';
import { problem } from '../../problems.ts';
import { columnLetters, type Row } from '../row.ts';
import type { Delimiter } from '../source.ts';
import { headingAgain, isEmpty, isTotals, otherwiseSplit, type SkipWhy } from './rows.ts';
import type { DoctorRule } from './rule.ts';
import {
  type AskWhy,
  examineSn,
  type Proposal,
  type RepairWhy,
  type SnColumn,
  type SnFinding,
} from './sn.ts';

/** One thing that was changed, as it is listed for people. */
export interface Repair {
  row: number;
  /** As spreadsheets name it: `A`. */
  column: string;
  before: string;
  after: string;
  whys: readonly (RepairWhy | 'repair-delimiter')[];
}

/** All that is said of a row, or of a value in it: keys of `explanations`. */
export type DoctorWhy =
  | RepairWhy
  | 'repair-delimiter'
  | SkipWhy
  | AskWhy
  | 'ask-delimiter'
  | 'ask-surplus'
  | 'ask-totals';

export type Examined =
  | { kind: 'taken'; row: number; deviceSn: string; cells: readonly string[]; repairs: Repair[] }
  | { kind: 'skipped'; row: number; why: SkipWhy }
  | {
      kind: 'asked';
      row: number;
      column: string;
      why: AskWhy | 'ask-delimiter' | 'ask-surplus' | 'ask-totals';
      /** What may have been meant; none where only the supplier knows. */
      proposals: Proposal[];
      problem: Problem | null;
    }
  | { kind: 'refused'; row: number; column: string; problem: Problem };

export interface Patient {
  head: readonly string[];
  /** The column that a repair of the SN is told of, from 0. */
  snColumn: number;
  /** Where the SN is put together from several columns; the text of `snColumn` otherwise. */
  snOf?: (cells: readonly string[]) => string;
  /** What separates the file's columns; null where nothing does. */
  delimiter: Delimiter | null;
  rule: DoctorRule;
  column?: SnColumn;
}

/** Makes ready to look at the rows of one table, the heading not among them. */
export function createDoctor(patient: Patient): (row: Row) => Examined {
  const { head, snColumn, delimiter, rule, column } = patient;
  const snOf = patient.snOf ?? ((cells) => cells[snColumn] ?? '');
  const letters = columnLetters(snColumn);
  const isHeadingAgain = headingAgain(head);
  const examine = (cells: readonly string[]) =>
    examineSn(snOf(cells), rule, column ? { column } : {});
  const fits = ({ kind }: SnFinding) => kind === 'clean' || kind === 'repaired';

  return ({ row, cells, problem: broken }) => {
    const ask = (why: (Examined & { kind: 'asked' })['why'], found?: SnFinding): Examined => ({
      kind: 'asked',
      row,
      column: letters,
      why,
      proposals: found?.kind === 'asked' ? found.proposals : [],
      problem: found && 'problem' in found ? found.problem : null,
    });
    if (broken) return { kind: 'refused', row, column: letters, problem: broken };
    if (isEmpty(cells)) return { kind: 'skipped', row, why: 'skip-empty' };
    if (isHeadingAgain(cells)) return { kind: 'skipped', row, why: 'skip-heading' };
    const found = examine(cells);
    if (isTotals(cells)) {
      // A rule that takes any text takes the word, too.
      return fits(found) ? ask('ask-totals') : { kind: 'skipped', row, why: 'skip-totals' };
    }
    const alone = cells.length === 1 && head.length > 1;
    if (!fits(found) || alone) {
      const ways = otherwiseSplit(cells, head.length, delimiter)
        .map((parts) => ({ parts, found: examine(parts) }))
        .filter((way) => fits(way.found));
      const [way, second] = ways;
      if (way && (second || fits(found))) return ask('ask-delimiter');
      if (way) {
        const before = cells.join(delimiter ?? ',');
        const after = way.parts.join(delimiter ?? ',');
        const split: Repair = { row, column: 'A', before, after, whys: ['repair-delimiter'] };
        return taken(row, way.parts, way.found, [split]);
      }
    }
    if (cells.slice(head.length).some((cell) => cell.trim() !== '')) return ask('ask-surplus');
    if (found.kind === 'asked') return ask(found.why, found);
    if (found.kind === 'refused') {
      return { kind: 'refused', row, column: letters, problem: found.problem };
    }
    return taken(row, cells, found, []);
  };

  function taken(
    row: number,
    cells: readonly string[],
    found: SnFinding,
    before: Repair[],
  ): Examined {
    if (found.kind === 'clean') {
      return { kind: 'taken', row, deviceSn: found.deviceSn, cells, repairs: before };
    }
    if (found.kind !== 'repaired') {
      return { kind: 'refused', row, column: letters, problem: problem('read-empty') };
    }
    const { deviceSn, whys } = found;
    const repair: Repair = { row, column: letters, before: snOf(cells), after: deviceSn, whys };
    return { kind: 'taken', row, deviceSn, cells, repairs: [...before, repair] };
  }
}
