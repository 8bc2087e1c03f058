import { writeCsv } from '../../shared/csv.ts';
import { ok } from '../../shared/problems.ts';
import { gathered } from './gathered.ts';
import type { TableFile, Write } from './table-file.ts';

/** UTF-8 with a mark at its beginning, by which spreadsheets know it; safe against formulas (`shared/csv.ts`). */
export function csvFile(head: readonly string[], write: Write): TableFile<readonly string[]> {
  const text = gathered(write);
  text.add(`\ufeff${writeCsv([head])}`);
  return {
    add(cells) {
      text.add(writeCsv([cells]));
      return ok({});
    },
    end: text.end,
  };
}
