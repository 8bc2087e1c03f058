import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv, writeCsv } from '../../shared/csv.ts';
import { must, mustFail } from '../support/must.ts';

const cells = (text: string) => must(parseCsv(text)).map((row) => row.cells);

describe('reading a table', () => {
  test.for([
    [
      'the sample of RFC 4180',
      'aaa,"b""bb","c\r\nc"\r\nzzz,,"x,y"',
      [
        ['aaa', 'b"bb', 'c\r\nc'],
        ['zzz', '', 'x,y'],
      ],
    ],
    [
      'a byte order mark, and semicolons as a German Excel writes them',
      '\ufeffa;b\r\n1,5;2\r\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs, and the line ends of old Macs',
      'a\tb\r1\t2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'commas in a quoted heading do not choose the separator',
      '"a,b,c,d";e\n1;2\n',
      [
        ['a,b,c,d', 'e'],
        ['1', '2'],
      ],
    ],
    ['a quote in the middle of a plain cell is itself', 'size\n5" pipe\n', [['size'], ['5" pipe']]],
    [
      'empty lines are nothing; an empty quoted cell is a record',
      'a\n\n\n""\nb',
      [['a'], [''], ['b']],
    ],
    [
      'empty cells at the end are cells',
      'a,b,\n,,\n',
      [
        ['a', 'b', ''],
        ['', '', ''],
      ],
    ],
    ['nothing at all', '', []],
  ] as const)('%s', ([, text, rows]) => {
    expect(cells(text)).toEqual(rows);
  });

  test('each record knows the line it begins on, also behind one of several lines', () => {
    const rows = must(parseCsv('a,b\r\n\r\n"1\r\n\r\n",2\r\n3,4'));
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 6]);
  });

  test.for([
    ['a\nb\n"never closed', 3, 'not closed'],
    ['a\n"x\ny"z,1\n', 3, 'follows'],
  ] as const)('%j is told with its line', ([text, line, why]) => {
    const found = mustFail(parseCsv(text));
    expect(found).toMatchObject({ code: 'csv-invalid', params: { line } });
    expect(found.message).toContain(why);
  });
});

describe('writing a table', () => {
  test('plain where it can be, quoted where it must be, CRLF at the end of each record', () => {
    expect(
      writeCsv([
        ['a', 'b c', 'd,e', 'f"g'],
        ['', ' h', 'i\nj', ''],
      ]),
    ).toBe('a,b c,"d,e","f""g"\r\n," h","i\nj",\r\n');
  });

  test.for(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=x', '\0x', '＝1', "'=1"])(
    'a spreadsheet takes %j for a text',
    (text) => {
      const [cell = ''] = writeCsv([[text]]).split('\r\n', 1);
      expect(cell.replace(/^"/, '')).toMatch(/^'/);
      expect(cells(writeCsv([[text]]))).toEqual([[text]]);
    },
  );
});

test('whatever is written is read back the same, with any separator in it', () => {
  const risky = fc.stringMatching(/^['"=+\-@,;\t\r\n\0＝ a]{0,8}$/);
  const cell = fc.oneof(risky, fc.string({ unit: 'binary' }));
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns })));
  fc.assert(
    fc.property(table, (rows) => {
      // A heading of the product's own kind decides on the separator.
      const all = [['identifier', 'name'], ...rows];
      expect(cells(writeCsv(all))).toEqual(all);
    }),
    { numRuns: 500 },
  );
});

test('junk is read or refused with a line, in linear time, and never thrown at anybody', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[",;\t\r\n\ufeffab']{0,60}$/), (text) => {
      const read = parseCsv(text);
      if (!read.ok) expect(read.problem.code).toBe('csv-invalid');
    }),
    { numRuns: 1000 },
  );
  // In time that grows with the square this would not end within the test's patience.
  for (const unit of ['"', '""', '",', ',', 'a\n', '"a\n', '\r', '"aaaa', 'a'])
    parseCsv(unit.repeat(1_000_000));
});
