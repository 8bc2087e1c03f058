import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RefusedRow, writeRefusedRows } from '../../main/export/refused-rows.ts';
import { openTable } from '../../main/import/open-table.ts';
import { writeCsv } from '../../shared/csv.ts';
import { isReasonColumn, reasonColumns } from '../../shared/import/reason-columns.ts';
import { must, mustFail } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const refused = (row: number, cells: string[], column: string | null = 'SN'): RefusedRow => ({
  row,
  cells,
  code: 'sn-characters',
  column,
  sentence: 'It has a blank in it.',
});

/** Every cell as an import reads it. */
async function imported(file: string, delimiter?: ','): Promise<(readonly string[])[]> {
  const table = must(await openTable(file, { encoding: 'utf-8', ...(delimiter && { delimiter }) }));
  const rows: (readonly string[])[] = [];
  for await (const some of table.rows()) rows.push(...must(some).map(({ cells }) => cells));
  await table.close();
  return rows;
}

test('refused rows come back as they were, each with where it stood and what is wrong', async () => {
  const file = join(temporaryFolder(), 'refused.csv');
  const rows = [
    refused(7, ['A 1', '=1+1', '＝1']),
    refused(9, ['0012', "'-x", '光伏', 'a cell too many'], null),
  ];
  expect(must(await writeRefusedRows(file, ['SN', 'note', 'name'], rows))).toEqual({ rows: 2 });
  expect(readFileSync(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(await imported(file)).toEqual([
    [...reasonColumns, 'SN', 'note', 'name'],
    ['7', 'sn-characters', 'SN: It has a blank in it.', 'A 1', '=1+1', '＝1'],
    ['9', 'sn-characters', 'It has a blank in it.', '0012', "'-x", '光伏', 'a cell too many'],
  ]);
});

test('refused again, a row has the reasons of the last round only', async () => {
  const file = join(temporaryFolder(), 'refused.csv');
  const headings = [...reasonColumns, 'SN'];
  async function* rows() {
    yield refused(2, ['7', 'old-code', 'Old words.', 'A 1']);
  }
  must(await writeRefusedRows(file, headings, rows()));
  expect(await imported(file)).toEqual([
    [...reasonColumns, 'SN'],
    ['2', 'sn-characters', 'SN: It has a blank in it.', 'A 1'],
  ]);
  expect([' Lineside.Row ', 'row', 'lineside', 'lineside.row.x'].map(isReasonColumn)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('rows that break off leave what was there, and nothing beside it', async () => {
  const file = join(temporaryFolder(), 'refused.csv');
  writeFileSync(file, 'yesterday');
  async function* rows() {
    yield refused(2, ['A']);
    throw Object.assign(new Error('the disk is gone'), { code: 'EIO' });
  }
  expect(mustFail(await writeRefusedRows(file, ['SN'], rows())).code).toBe('disk-failed');
  expect(readFileSync(file, 'utf8')).toBe('yesterday');
  expect(existsSync(`${file}.new`)).toBe(false);
});

test('no cell begins like a formula, and an import reads back what was written', async () => {
  const nasty = fc.constantFrom(...'=+-@\t\r\n\'＝＋－＠ ",;|\u00a0'.split(''));
  const cell = fc
    .array(fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 2 })), { maxLength: 6 })
    .map((parts) => parts.join(''))
    // An import takes this for a quote that was never closed, and says so.
    .filter((text) => !/^"[^]*[\r\n]/.test(text));
  const row = fc.tuple(cell, cell).map(([a, b]) => ['x', a, b]);
  const file = join(temporaryFolder(), 'cells.csv');
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
      const text = writeCsv(rows);
      writeFileSync(file, text);
      const back = await imported(file, ',');
      expect(back).toEqual(rows);
      for (const start of text.matchAll(/(?:^|,|\n)"?\s*([=+\-@＝＋－＠])/g)) {
        const before = text.slice(0, start.index).split('"').length;
        expect(before % 2, `a formula in ${JSON.stringify(text)}`).toBe(0);
      }
    }),
    { numRuns: 300 },
  );
});
