import type { Database } from 'better-sqlite3';
import { en } from '../../../resources/languages/en.ts';
import { columnIndex } from '../../../shared/import/row.ts';
import type { RefusedRow } from '../../export/refused-rows.ts';
import { refusalsAfter } from '../../store/imports.ts';
import { linesOf } from '../../store/lines.ts';
import { type Refusal, refusalSchema } from './refusal.ts';

/** Rows that were not taken, on their way back to whoever can mend them. */

/** Read at a time. */
const page = 500;

/** As a plan wrote them, one a line. */
export async function* plannedRefusals(path: string): AsyncGenerator<Refusal> {
  for await (const line of linesOf(path))
    if (line !== '') yield refusalSchema.parse(JSON.parse(line));
}

/** As a run kept them. */
export function* keptRefusals(db: Database, id: string): Generator<Refusal> {
  for (let after = -1; ; ) {
    const some = refusalsAfter(db, id, after, page);
    for (const { body } of some) yield refusalSchema.parse(JSON.parse(body));
    if (some.length < page) return;
    after = some.at(-1)?.row ?? after;
  }
}

/** The same in words, as the command line says them. */
export async function* refusedRows(
  refusals: Iterable<Refusal> | AsyncIterable<Refusal>,
  head: readonly string[],
): AsyncGenerator<RefusedRow> {
  for await (const { row, cells, problem, column, why, proposals } of refusals) {
    const asked = why !== null && why in en.explanations ? en.explanations[why as never] : '';
    const meant = proposals.length > 0 ? ` ${proposals.join(' / ')}?` : '';
    yield {
      row,
      cells,
      code: problem?.code ?? 'import-asked',
      column: head[columnIndex(column)] ?? null,
      sentence: `${asked}${asked !== '' && problem ? ' ' : ''}${problem?.message ?? ''}${meant}`,
    };
  }
}
