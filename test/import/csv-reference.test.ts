import { type CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCsv } from '../../main/import/csv/split.ts';
import { fromCsvCell } from '../../shared/csv.ts';
import type { Row } from '../../shared/import/row.ts';
import { ok, type Problem, type Result } from '../../shared/problems.ts';

/** What a kept parser makes of the text: our splitter is held to it, character by character. */
function reference(text: string): { rows: { row: number; cells: string[] }[]; open: boolean } {
  const rows: { row: number; cells: string[] }[] = [];
  let row = 0;
  try {
    parse(text, {
      delimiter: ',',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      on_record(cells: string[]) {
        row++;
        if (cells.length > 1 || cells[0] !== '') rows.push({ row, cells: cells.map(fromCsvCell) });
        return null;
      },
    });
    return { rows, open: false };
  } catch (error) {
    expect((error as CsvError).code).toBe('CSV_QUOTE_NOT_CLOSED');
    return { rows, open: true };
  }
}

async function ours(pieces: readonly string[]): Promise<{ rows: Row[]; problem: Problem | null }> {
  async function* given(): AsyncGenerator<Result<string>> {
    for (const piece of pieces) yield ok(piece);
  }
  const rows: Row[] = [];
  for await (const batch of splitCsv(given(), ',')) {
    if (!batch.ok) return { rows, problem: batch.problem };
    rows.push(...batch.value);
  }
  return { rows, problem: null };
}

const text = fc.string({ unit: fc.constantFrom(...'ab"",\n\r\'= 中'), maxLength: 60 });

describe('our splitter', () => {
  test('makes the same cells of any text as csv-parse, wherever the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (pieces) => {
        const expected = reference(pieces.join(''));
        const { rows, problem } = await ours(pieces);
        expect(problem?.code ?? null).toBe(expected.open ? 'import-quote-open' : null);
        expect(rows.map(({ row }) => row)).toEqual(expected.rows.map(({ row }) => row));
        for (const [at, { cells, problem: broken }] of rows.entries()) {
          const same = expected.rows[at]?.cells ?? [];
          if (!broken) expect(cells).toEqual(same);
          // A quote that closed where none can, and took lines with it, is told; csv-parse takes it.
          else expect(same.some((cell) => /^"[^]*[\r\n]/.test(cell))).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('makes the same of a text whole as of its characters one by one', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (whole) => {
        expect(await ours([...whole])).toEqual(await ours([whole]));
      }),
      { numRuns: 1000 },
    );
  });

  test('counts the lines of the file, whatever ends them', async () => {
    const { rows } = await ours(['a,b\r\n"c\r\nd\n\re",f\r', '\ng\r\rh,"', '\n"\n', 'i']);
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [2, 2],
      [3, 6],
      [5, 8],
      [6, 10],
    ]);
  });

  test('takes a quoted cell that begins with a quote and has lines for what it is', async () => {
    const { rows } = await ours(['"""a""\nb",c\n']);
    expect(rows).toEqual([{ row: 1, line: 1, cells: ['"a"\nb', 'c'] }]);
  });
});
