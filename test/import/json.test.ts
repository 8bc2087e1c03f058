import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOf } from '../../main/export/line.ts';
import { ndjsonFile } from '../../main/export/ndjson-file.ts';
import { openTable, pastedTable, unsureOf } from '../../main/import/open-table.ts';
import { must, mustFail } from '../support/must.ts';
import { all, cells, file, opened, utf16 } from './support.ts';

/** Each as its cells, the heading too. */
const rows = [
  ['SN', 'Name'],
  ['A1', 'one'],
  ['A2', 'two'],
];
const objects = [
  { SN: 'A1', Name: 'one' },
  { SN: 'A2', Name: 'two' },
];

describe('is read whatever shape it has', () => {
  test.each([
    ['a list of objects', JSON.stringify(objects), 'json'],
    ['the same over many lines', JSON.stringify(objects, null, 2), 'json'],
    ['the same with a mark', `\ufeff${JSON.stringify(objects)}`, 'json'],
    ['a list of lists', JSON.stringify(rows), 'json'],
    ['the same over many lines', JSON.stringify(rows, null, '\t'), 'json'],
    ['a line each', objects.map((each) => JSON.stringify(each)).join('\n'), 'ndjson'],
    [
      'the same by Windows',
      objects.map((each) => `${JSON.stringify(each)}\r\n`).join(''),
      'ndjson',
    ],
    ['a list a line', rows.map((each) => JSON.stringify(each)).join('\n'), 'ndjson'],
  ])('%s', async (_, text, kind) => {
    const table = await opened(text, {}, 'devices.csv');
    expect(table.kind).toBe(kind);
    expect(table.delimiter).toBeNull();
    expect(unsureOf(table)).toBeNull();
    expect(await cells(table)).toEqual(rows);
    expect(await cells(table)).toEqual(rows);
    expect(await cells(must(await pastedTable(text)))).toEqual(rows);
  });

  test('in UTF-16', async () => {
    expect(await cells(await opened(utf16(JSON.stringify(objects), 'le', true)))).toEqual(rows);
  });

  test('a text that only begins like JSON is CSV', async () => {
    expect((await opened('["a" is a name],b\nA1,B1\n')).kind).toBe('csv');
    expect((await opened('[SN],[Name]\nA1,x\n')).kind).toBe('csv');
  });

  test('any lists of texts come back, in pieces of any size', async () => {
    const table = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(table, fc.nat(3), async (written, indent) => {
        fc.pre(written.flat().every((cell) => cell.isWellFormed()));
        const read = must(
          await pastedTable(`[[""],${JSON.stringify(written, null, indent).slice(1)}`),
        );
        expect((await cells(read)).slice(1)).toEqual(written);
      }),
    );
  });
});

describe('columns', () => {
  test('are all keys in the order first seen, also those that first appear at the end', async () => {
    const many = '{"SN":"A1"}\n'.repeat(50_000);
    const read = await cells(await opened(`${many}{"Name":"x","SN":"A2"}\n`));
    expect(read[0]).toEqual(['SN', 'Name']);
    expect(read[1]).toEqual(['A1', '']);
    expect(read.at(-1)).toEqual(['A2', 'x']);
  });

  test('have the path of what is nested; lists and names in several languages stay what they were', async () => {
    const name = '{"defaultValue": "a", "i18nValue": {"zh_CN": "b"}}';
    const deep = '{"f": {"g": 1}}';
    const text = `[{"a":{"b":{"c":"x"},"n":${name}},"d":{"e":{"i":{"j":${deep}}}},"l":[1, "2"],"o":{}}]`;
    const [head, row] = await cells(await opened(text));
    expect(head).toEqual(['a.b.c', 'a.n', 'd.e.i.j', 'l']);
    expect(row).toEqual(['x', name, deep, '[1, "2"]']);
  });

  test('named like what every object has are texts', async () => {
    const text = '{"__proto__":{"x":"p"},"constructor":"c","toString":"t","hasOwnProperty":"h"}\n';
    const read = await cells(await opened(text));
    expect(read[0]).toEqual(['__proto__.x', 'constructor', 'toString', 'hasOwnProperty']);
    expect(read[1]).toEqual(['p', 'c', 't', 'h']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('one too many: the row that brings it is refused, and the others are read', async () => {
    const keys = (from: number, to: number) =>
      JSON.stringify(
        Object.fromEntries(Array.from({ length: to - from }, (_, at) => [`c${from + at}`, '1'])),
      );
    const { rows: read } = await all(
      await opened(`${keys(0, 200)}\n${keys(150, 257)}\n${keys(0, 16_384)}\n${keys(200, 256)}\n`),
    );
    expect(read[0]?.cells).toHaveLength(256);
    expect(read[1]?.problem).toBeUndefined();
    expect(read[2]?.problem).toMatchObject({ code: 'import-columns-many', params: { row: 2 } });
    expect(read[3]?.problem).toMatchObject({ code: 'import-columns-many', params: { row: 3 } });
    expect(read[4]?.cells[255]).toBe('1');
  });
});

describe('values', () => {
  test('are the digits that stand there, however many', async () => {
    const digits = '1234567890123456789012345';
    const text = `{"SN":${digits},"b":0.10,"c":-1E+92,"d":true,"e":null,"f":"0012"}\n`;
    expect((await cells(await opened(text)))[1]).toEqual([
      digits,
      '0.10',
      '-1E+92',
      'true',
      '',
      '0012',
    ]);
  });

  test('are unescaped once', async () => {
    const text = String.raw`{"a":"\"\\\/\b\f\n\r\t\u4e2d\ud83d\ude00\u0000","b":"\\u0041"}`;
    expect((await cells(await opened(text)))[1]).toEqual(['"\\/\b\f\n\r\t中😀\0', '\\u0041']);
  });

  test('are what our own export has as CSV', async () => {
    const masterData = {
      power: 1.5,
      on: false,
      none: null,
      place: '东1 ="x"',
      deviceName: { defaultValue: 'a', i18nValue: { zh_CN: '甲' } },
    };
    const told = [
      'G1',
      '00012',
      null,
      'line\nbreak "quoted"',
      'registered',
      null,
      null,
      'cn5',
      'o1',
    ];
    const row = [...told, 'none', 1_700_000_000_000, JSON.stringify(masterData)];
    const line = lineOf('devices');
    const names = Object.keys(masterData).toSorted();
    const bytes: Uint8Array[] = [];
    const writer = ndjsonFile((written) => bytes.push(written));
    must(writer.add(line.object(row)));
    writer.end();
    expect(await cells(await opened(Buffer.concat(bytes)))).toEqual([
      line.head(names),
      line.cells(row, names),
    ]);
  });
});

describe('what cannot be taken says where', () => {
  test.each<[string, string, object]>([
    [
      'a word',
      '{"a":1}\n{"a":yes}\n{"a":3}\n',
      { code: 'import-json-invalid', params: { row: 2, line: 2, at: 6 } },
    ],
    [
      'a zero before a number',
      '{"a":1}\n{"a":012}\n{"a":3}\n',
      { code: 'import-json-invalid', params: { at: 7 } },
    ],
    [
      'an endless number',
      '{"a":1}\n{"a":1.}\n{"a":3}\n',
      { code: 'import-json-invalid', params: { at: 7 } },
    ],
    [
      'a comma too many',
      '{"a":1}\n{"a":2,}\n{"a":3}\n',
      { code: 'import-json-invalid', params: { at: 8 } },
    ],
    [
      'two values',
      '{"a":1}\n{"a":2}{"a":2}\n{"a":3}\n',
      { code: 'import-json-invalid', params: { at: 8 } },
    ],
    [
      'a raw control character',
      '{"a":1}\n{"a":"\u0001"}\n{"a":3}\n',
      { code: 'import-json-invalid' },
    ],
    ['half a character', '{"a":1}\n{"a":"\\ud83d"}\n{"a":3}\n', { code: 'import-json-invalid' }],
    ['no escape', '{"a":1}\n{"a":"\\x41"}\n{"a":3}\n', { code: 'import-json-invalid' }],
    [
      'no end',
      '{"a":1}\n{"a":"2\n{"a":3}\n',
      { code: 'import-json-open', params: { row: 2, line: 2 } },
    ],
    ['a cut word', '{"a":1}\n{"a":tr\n{"a":3}\n', { code: 'import-json-open' }],
    ['a text', '{"a":1}\n"2"\n{"a":3}\n', { code: 'import-json-shape', params: { row: 2 } }],
    ['a list', '{"a":1}\n[2]\n{"a":3}\n', { code: 'import-json-shape' }],
    [
      'a key twice',
      '{"a":1}\n{"a":2,"a":2}\n{"a":3}\n',
      { code: 'import-key-twice', params: { row: 2, column: 'a' } },
    ],
    [
      'a path twice',
      '{"a":1}\n{"a.b":2,"a":{"b":2}}\n{"a":3}\n',
      { code: 'import-key-twice', params: { column: 'a.b' } },
    ],
    [
      'many brackets',
      `{"a":1}\n{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n{"a":3}\n`,
      { code: 'import-json-deep' },
    ],
    [
      'a long cell',
      `{"a":1}\n{"a":"${'x'.repeat(65_537)}"}\n{"a":3}\n`,
      { code: 'import-field-long', params: { row: 2, column: 'a' } },
    ],
    [
      'a cell of 10 MB',
      `{"a":1}\n{"a":"${'x'.repeat(10 * 1024 * 1024)}"}\n{"a":3}\n`,
      { code: 'import-row-long', params: { row: 2 } },
    ],
  ])('%s in a line, and the next one is read', async (_, text, problem) => {
    for (const list of [false, true]) {
      // As a list it is the same but for where no end of the element can be told.
      if (list && /\n\{"a":("2|tr|"\u0001)/.test(text.slice(0, 40))) continue;
      if (list && text.includes('}{')) continue;
      const table = await opened(list ? `[${text.trimEnd().replaceAll('\n', ',\n')}]` : text);
      const { rows: read, problem: end } = await all(table);
      expect(end).toBeNull();
      expect(read.map((row) => row.row)).toEqual([0, 1, 2, 3]);
      expect(read[0]?.cells[0]).toBe('a');
      expect(read[1]?.cells[0]).toBe('1');
      expect(read[2]?.problem).toMatchObject(problem);
      expect(read[3]?.cells[0]).toBe('3');
    }
  });

  test.each<[string, string, object]>([
    [
      'cut in an object',
      '[{"a":1},\n{"a":2',
      { code: 'import-json-open', params: { row: 2, line: 2 } },
    ],
    [
      'cut in a text',
      '[{"a":1},\n{"a":"2',
      { code: 'import-json-open', params: { row: 2, line: 2 } },
    ],
    ['cut before the end', '[{"a":1}\n', { code: 'import-json-open', params: { row: 2, line: 2 } }],
    [
      'a comma too many',
      '[{"a":1},\n]',
      { code: 'import-json-invalid', params: { row: 2, line: 2, at: 1 } },
    ],
    [
      'no comma',
      '[{"a":1}\n {"a":2}]',
      { code: 'import-json-invalid', params: { row: 2, line: 2, at: 2 } },
    ],
    ['more after it', '[{"a":1}] x', { code: 'import-json-invalid', params: { line: 1, at: 11 } }],
    [
      'a quote that is missing',
      '[{"a":1},{"a":"2},\n{"a":3}]',
      { code: 'import-json-invalid', params: { row: 2, line: 1 } },
    ],
  ])('a list with %s: the rows before it are read', async (_, text, problem) => {
    const { rows: read, problem: end } = await all(await opened(text));
    expect(read.map((row) => row.cells)).toEqual([['a'], ['1']]);
    expect(end).toMatchObject(problem);
  });

  test('one object over many lines is told once', async () => {
    const { problem } = await all(await opened(JSON.stringify({ devices: objects }, null, 2)));
    expect(problem).toMatchObject({ code: 'import-json-open', params: { row: 1, line: 1 } });
  });

  test('a list of nothing', async () => {
    expect((await all(await opened('[ ]\n'))).problem?.code).toBe('import-empty');
  });

  test('bytes that are no character, after the rows before them', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"é1"}\n{"a":"é2"}\n{"a":"é3"}\n{"a":"'),
      Buffer.of(0xff, 0x22, 0x7d),
    ]);
    const { rows: read, problem } = await all(await opened(bytes, { encoding: 'utf-8' }));
    expect(read).toHaveLength(4);
    expect(problem).toMatchObject({ code: 'import-bytes-invalid', params: { row: 4, line: 4 } });
  });

  test('a file that grows while it is read', async () => {
    const path = file('{"a":1}\n'.repeat(100_000));
    const table = must(await openTable(path));
    const read = table.rows();
    must((await read.next()).value as never);
    const { appendFileSync } = await import('node:fs');
    appendFileSync(path, '{"a":2}\n');
    let last: unknown;
    for await (const batch of read) if (!batch.ok) last = mustFail(batch).code;
    await table.close();
    expect(last).toBe('import-changed');
  });
});

test('a large list is never held', async () => {
  const path = file(
    `[${'{"SN":"A1","Name":"a name of a device"},\n'.repeat(1_500_000)}{"SN":"A2"}]`,
  );
  const table = must(await openTable(path));
  const before = process.memoryUsage().rss;
  let most = 0;
  let count = 0;
  for await (const batch of table.rows()) {
    count += must(batch).length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  await table.close();
  expect(count).toBe(1_500_002);
  // Held, its rows would be several times that; what waits to be collected comes and goes.
  expect(most - before).toBeLessThan(300 * 1024 * 1024);
});
