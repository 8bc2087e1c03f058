import type { Database } from 'better-sqlite3';
import type { Row } from '../../../shared/import/row.ts';

/**
 * Takes rows from `first` on until `take` says true, all of them looking at one state of the database: each look by itself would
 * lock and unlock the file, which costs more than the look.
 * @returns the row to go on with; `rows.length` when there is none.
 */
export function stretch(
  db: Database,
  rows: readonly Row[],
  first: number,
  take: (row: Row) => boolean,
): number {
  return db.transaction(() => {
    let next = first;
    while (next < rows.length) {
      const enough = take(rows[next++] as Row);
      if (enough) break;
    }
    return next;
  })();
}
