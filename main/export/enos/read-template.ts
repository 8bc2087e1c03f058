import { plainName } from '../../../shared/import/plain-name.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { openTable } from '../../import/open-table.ts';
import { columnsBy } from './template.ts';

/** The head of a file that the console takes. */
export interface Template {
  headings: string[];
  /** It begins with a byte order mark, and so do the files. */
  mark: boolean;
}

/** Rows of a template that are looked at: above the headings there may be a hint, below them an example. */
const looked = 10;

/** Reads the console's own template. Problems: `export-template-unfit` (no column of SNs), those of `openTable`. */
export async function readTemplate(path: string): Promise<Result<Template>> {
  const opened = await openTable(path);
  if (!opened.ok) return opened;
  const table = opened.value;
  try {
    for await (const some of table.rows()) {
      if (!some.ok) return some;
      for (const { cells } of some.value.slice(0, looked)) {
        const headings = withoutEmptyEnd(cells);
        if (columnsBy(headings, null).some(({ carries }) => carries === 'deviceSn')) {
          return ok({ headings, mark: (table.encoding?.mark ?? 0) > 0 });
        }
      }
      break;
    }
    return fail('export-template-unfit', { file: path });
  } finally {
    await table.close();
  }
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => plainName(cell) !== '');
  return cells.slice(0, last + 1).map((cell) => cell.trim());
}
