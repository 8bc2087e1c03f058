import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable, pastedTable, unsureOf } from '../../main/import/open-table.ts';
import { writeCsv } from '../../shared/csv.ts';
import { must, mustFail } from '../support/must.ts';
import { all, cells, file, opened } from './support.ts';

const rows = [
  ['SN', 'Name'],
  ['A1', 'one'],
  ['A2', 'two'],
];

describe('what separates', () => {
  test.each([
    [',', '\n'],
    [';', '\r\n'],
    ['\t', '\r'],
    ['|', '\n'],
  ])('%j between columns and %j between rows', async (delimiter, end) => {
    const table = await opened(rows.map((row) => row.join(delimiter)).join(end) + end);
    expect(table.delimiter).toEqual({ delimiter, confidence: 'certain' });
    expect(await cells(table)).toEqual(rows);
  });

  test('Excel may say it in a first line, which is no row', async () => {
    const { rows: read } = await all(await opened('sep=;\r\nSN;Name\r\nA1;1,5\r\n'));
    expect(read).toEqual([
      { row: 2, line: 2, cells: ['SN', 'Name'] },
      { row: 3, line: 3, cells: ['A1', '1,5'] },
    ]);
  });

  test('a comma inside of numbers and quotes is no comma between columns', async () => {
    const table = await opened('SN;W;"a,b;c"\nA1;1,5;x\nA2;2,5;y\n');
    expect(table.delimiter?.delimiter).toBe(';');
    expect(await cells(table)).toEqual([
      ['SN', 'W', 'a,b;c'],
      ['A1', '1,5', 'x'],
      ['A2', '2,5', 'y'],
    ]);
  });

  test('where two are possible a person is asked, and what is chosen is taken', async () => {
    const text = 'a,b;c\n1,2;3\n4,5;6\n';
    expect(unsureOf(await opened(text))?.code).toBe('import-delimiter-unsure');
    const table = await opened(text, { delimiter: ';' });
    expect(unsureOf(table)).toBeNull();
    expect(await cells(table)).toEqual([
      ['a,b', 'c'],
      ['1,2', '3'],
      ['4,5', '6'],
    ]);
  });

  test('one column needs no delimiter', async () => {
    const table = await opened('SN\nA1\nA2\n');
    expect(unsureOf(table)).toBeNull();
    expect(await cells(table)).toEqual([['SN'], ['A1'], ['A2']]);
  });
});

describe('rows', () => {
  test('keep their number and line over quoted line ends and empty lines', async () => {
    const { rows: read } = await all(await opened('SN,N\nA1,"x\r\ny"\n\nA2,"say ""hi"""\n'));
    expect(read).toEqual([
      { row: 1, line: 1, cells: ['SN', 'N'] },
      { row: 2, line: 2, cells: ['A1', 'x\r\ny'] },
      { row: 4, line: 5, cells: ['A2', 'say "hi"'] },
    ]);
  });

  test('a heading named __proto__ is a text like any other', async () => {
    const table = await opened('__proto__,constructor,toString\nA1,x,y\n');
    expect(await cells(table)).toEqual([
      ['__proto__', 'constructor', 'toString'],
      ['A1', 'x', 'y'],
    ]);
    expect(({} as Record<string, unknown>).A1).toBeUndefined();
  });

  test('an inch in the middle of a cell is no quote', async () => {
    expect(await cells(await opened('SN,N\nA1,5" pipe\nA2,x\n'))).toContainEqual(['A1', '5" pipe']);
  });

  test('are the same each time a table is read', async () => {
    const table = await opened('SN,N\nA1,x\n');
    expect(await cells(table)).toEqual(await cells(table));
  });

  test('of a paste are rows too, in slices that cut no character', async () => {
    const faces = '😀'.repeat(32_000);
    const table = must(
      await pastedTable(`\ufeffSN\tN\r\nA1\t${faces.slice(0, 60_000)}\r\nb${faces}`),
    );
    const read = await cells(table);
    expect(read[1]).toEqual(['A1', faces.slice(0, 60_000)]);
    expect(read[2]).toEqual([`b${faces}`]);
  });

  test('any texts that were written as CSV come back, whatever is in them', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'aé中"\',;\t|\r\n ') });
    // A record that says nothing is left out, and a formula is defused when it is written.
    const row = fc.array(text, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (written) => {
        fc.pre(!written.flat().some((cell) => /^'*[\t\r\n]/.test(cell)));
        const table = must(await pastedTable(`h,h\n${writeCsv(written)}`, { delimiter: ',' }));
        expect((await cells(table)).slice(1)).toEqual(written);
      }),
    );
  });
});

describe('what cannot be taken says where', () => {
  test('a quote that is never closed, with the row it began at', async () => {
    const { rows: read, problem } = await all(await opened('SN,N\nA1,x\nA2,"y\nA3,z\nA4,w\n'));
    expect(read.map((row) => row.cells[0])).toEqual(['SN', 'A1']);
    expect(problem).toMatchObject({
      code: 'import-quote-open',
      params: { row: 3, line: 3, column: 'B' },
    });
  });

  test('the same far from the end of a large file: the rest is not held', async () => {
    const many = 'A3,"z"\n'.repeat(1_000_000);
    const before = process.memoryUsage().rss;
    const { problem } = await all(await opened(`SN,N\nA1,x\nA2,"y\n${many.replaceAll('"', '')}`));
    expect(problem).toMatchObject({ code: 'import-quote-open', params: { row: 3, column: 'B' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  test('a quote that is closed where none can close: that row, and the next ones go on', async () => {
    const { rows: read } = await all(await opened('SN,N\nA1,"x\nA2,"y"\nA3,z\n'));
    expect(read.at(1)?.problem).toMatchObject({ code: 'import-quote-open', params: { row: 2 } });
    expect(read.at(-1)?.cells).toEqual(['A3', 'z']);
  });

  test('a cell of 10 MB, with row and column, without holding it', async () => {
    const path = file(`SN,N\nA1,x\nA2,${'y'.repeat(10 * 1024 * 1024)}\nA3,z\n`);
    const table = must(await openTable(path));
    const { problem } = await all(table);
    await table.close();
    expect(problem).toMatchObject({ code: 'import-field-long', params: { row: 3, column: 'B' } });
  });

  test('a cell a little too long is refused alone', async () => {
    const { rows: read } = await all(await opened(`SN,N\nA1,${'y'.repeat(65_537)}\nA2,z\n`));
    expect(read[1]?.problem).toMatchObject({
      code: 'import-field-long',
      params: { row: 2, column: 'B', max: 65_536 },
    });
    expect(read[2]?.cells).toEqual(['A2', 'z']);
  });

  test('16,384 columns', async () => {
    const wide = Array.from({ length: 16_384 }, (_, index) => `c${index}`).join(',');
    const { rows: read } = await all(await opened(`${wide}\nA1\n`));
    expect(read[0]?.problem).toMatchObject({
      code: 'import-columns-many',
      params: { row: 1, columns: 16_384, max: 256 },
    });
    expect(read[0]?.cells).toEqual([]);
  });

  test.each([
    ['nothing at all', '', 'import-empty'],
    [
      'a workbook of the old kind',
      Buffer.from('d0cf11e0a1b11ae100000000', 'hex'),
      'import-old-workbook',
    ],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'import-not-text'],
    ['an archive', Buffer.from('1f8b0800000000000003', 'hex'), 'import-not-text'],
    ['noise', Buffer.from([1, 0, 2, 3, 0, 0, 9, 200, 255, 0, 1]), 'import-not-text'],
    ['a web page', '<!DOCTYPE html><table><tr><td>A1', 'import-web-page'],
  ])('%s', async (_, bytes, code) => {
    expect(mustFail(await openTable(file(bytes))).code).toBe(code);
  });

  test('a folder, and a file that is not there', async () => {
    expect(mustFail(await openTable('/')).code).toBe('file-unreadable');
    expect(mustFail(await openTable('/nowhere/devices.csv')).code).toBe('file-unreadable');
  });
});
