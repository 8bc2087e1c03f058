import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable, unsureOf } from '../../main/import/open-table.ts';
import type { Encoding } from '../../shared/import/source.ts';
import { must, mustFail } from '../support/must.ts';
import { all, cells, file, opened, utf16 } from './support.ts';

const chinese = 'SN,名称,备注\r\nA1,温度传感器,第一车间\r\nA2,湿度传感器,第二车间\r\n';
const rows = [
  ['SN', '名称', '备注'],
  ['A1', '温度传感器', '第一车间'],
  ['A2', '湿度传感器', '第二车间'],
];

/** Encoders for it are not part of Node: all its two-byte characters, turned round. */
const gbTable = new Map<string, number[]>();
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail === 0x7f) continue;
    const text = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail));
    if (text.length === 1 && text !== '\ufffd') gbTable.set(text, [lead, trail]);
  }
}
const gb = (text: string) =>
  Uint8Array.from([...text].flatMap((sign) => gbTable.get(sign) ?? [sign.charCodeAt(0)]));
const western = (text: string) =>
  Uint8Array.from([...text].map((sign) => ({ '€': 0x80, '’': 0x92 })[sign] ?? sign.charCodeAt(0)));

describe('is told by its bytes', () => {
  test.each<[string, Uint8Array | string, Encoding, string, string]>([
    ['UTF-8', chinese, 'utf-8', 'certain', 'encoding-utf8'],
    ['UTF-8 with a mark', `\ufeff${chinese}`, 'utf-8', 'certain', 'encoding-mark'],
    ['UTF-16LE with a mark', utf16(chinese, 'le', true), 'utf-16le', 'certain', 'encoding-mark'],
    ['UTF-16BE with a mark', utf16(chinese, 'be', true), 'utf-16be', 'certain', 'encoding-mark'],
    ['UTF-16LE without', utf16(chinese, 'le', false), 'utf-16le', 'likely', 'encoding-nuls'],
    ['UTF-16BE without', utf16(chinese, 'be', false), 'utf-16be', 'likely', 'encoding-nuls'],
    ['GB18030', gb(chinese), 'gb18030', 'likely', 'encoding-chinese'],
  ])('%s', async (_, bytes, encoding, confidence, reason) => {
    const table = await opened(bytes);
    expect(table.encoding).toMatchObject({ encoding, confidence, reason });
    expect(table.encoding?.preview.join('\n')).toContain('传感器');
    expect(unsureOf(table)).toBeNull();
    expect(await cells(table)).toEqual(rows);
  });

  test('Windows-1252', async () => {
    const text = 'SN;Bezeichnung;Preis\nA1;Wärmefühler Größe 3;5 €\nA2;Señal d’entrée;20 °C\n';
    const table = await opened(western(text));
    expect(table.encoding).toMatchObject({ encoding: 'windows-1252', reason: 'encoding-western' });
    expect(await cells(table)).toEqual([
      ['SN', 'Bezeichnung', 'Preis'],
      ['A1', 'Wärmefühler Größe 3', '5 €'],
      ['A2', 'Señal d’entrée', '20 °C'],
    ]);
  });

  test('also when the first foreign character is far from the beginning', async () => {
    const path = file('SN,N\n');
    appendFileSync(path, 'A1,x\n'.repeat(100_000));
    appendFileSync(path, gb('A2,温度传感器第一车间\n'));
    const table = must(await openTable(path));
    expect(table.encoding).toMatchObject({ encoding: 'gb18030', confidence: 'likely' });
    const { rows: read } = await all(table);
    await table.close();
    expect(read.at(-1)?.cells).toEqual(['A2', '温度传感器第一车间']);
  });

  test('plain text is the same in all of them', async () => {
    expect((await opened('SN,N\nA1,x\n')).encoding?.reason).toBe('encoding-ascii');
  });

  test('UTF-8 characters that lie across the pieces of a file stay whole', async () => {
    for (const shift of ['', 'x', 'xx']) {
      const text = `SN,N\n${`A1,${shift}${'温'.repeat(1000)}\n`.repeat(200)}`;
      const read = await cells(await opened(text));
      expect(new Set(read.slice(1).map((row) => row[1]))).toEqual(
        new Set([shift + '温'.repeat(1000)]),
      );
    }
  });
});

describe('is asked for where it can be two', () => {
  test.each<[string, Uint8Array]>([
    ['one letter with an accent', western('SN,N\nA1,Café\n')],
    ['one Chinese character', gb('SN,N\nA1,中\n')],
    [
      'Russian',
      Uint8Array.from(
        [...'SN,N\nA1,']
          .map((c) => c.charCodeAt(0))
          .concat([0xc4, 0xe0, 0xf2, 0xf7, 0xe8, 0xea, 10]),
      ),
    ],
    [
      'Japanese',
      Buffer.from('534e2c4e0a41312c89b7937883 5a8393835483 0a'.replaceAll(' ', ''), 'hex'),
    ],
  ])('%s', async (_, bytes) => {
    const table = await opened(bytes);
    expect(table.encoding?.confidence).toBe('unsure');
    expect(unsureOf(table)?.code).toBe('import-encoding-unsure');
  });

  test('with a sample of each, and what is chosen is taken', async () => {
    const bytes = gb('SN,N\nA1,中\n');
    const { encoding } = await opened(bytes);
    const shown = [encoding, ...(encoding?.others ?? [])];
    const of = (name: Encoding) => shown.find((each) => each?.encoding === name)?.preview;
    expect(of('gb18030')).toEqual(['A1,中']);
    expect(of('windows-1252')).toEqual(['A1,ÖÐ']);
    const table = await opened(bytes, { encoding: 'gb18030' });
    expect(table.encoding).toMatchObject({ confidence: 'certain', reason: 'encoding-chosen' });
    expect(await cells(table)).toEqual([
      ['SN', 'N'],
      ['A1', '中'],
    ]);
  });
});

describe('bytes that are no text end the table with row and byte', () => {
  test('a damaged byte in UTF-8: the rest is not taken for another encoding', async () => {
    const good = Buffer.from(`${chinese.repeat(3)}`);
    const bytes = Buffer.concat([good, Buffer.from([0x41, 0xe6]), Buffer.from(',x\r\nA9,y\r\n')]);
    const table = await opened(bytes);
    expect(table.encoding).toMatchObject({ encoding: 'utf-8', reason: 'encoding-utf8-damaged' });
    const { rows: read, problem } = await all(table);
    expect(read).toHaveLength(9);
    expect(problem).toMatchObject({
      code: 'import-bytes-invalid',
      params: { row: 10, line: 10, byte: good.length + 3, encoding: 'utf-8' },
    });
  });

  test('the same right after a row', async () => {
    const table = await opened(Buffer.from([...Buffer.from('SN\nA1\n'), 0xff, 0x0a]), {
      encoding: 'utf-8',
    });
    const { rows: read, problem } = await all(table);
    expect(read).toHaveLength(2);
    expect(problem?.params).toMatchObject({ row: 3, byte: 7 });
  });

  test('far into a file', async () => {
    const before = 'A1,x\n'.repeat(100_000);
    const path = file(before);
    appendFileSync(path, Uint8Array.of(0xd6, 0x20, 0x0a));
    const table = must(await openTable(path, { encoding: 'gb18030' }));
    const { rows: read, problem } = await all(table);
    await table.close();
    expect(read).toHaveLength(100_000);
    expect(problem?.params).toMatchObject({ row: 100_001, byte: before.length + 2 });
  });

  test.each<[string, Uint8Array, Encoding]>([
    ['half a character at the end', Buffer.from('SN\nA1\n\xe6\xb8', 'latin1'), 'utf-8'],
    ['half a pair', utf16('SN\nA1\ud800x\n', 'le', true), 'utf-16le'],
    [
      'an odd byte at the end',
      Buffer.concat([utf16('SN\nA1\n', 'le', true), Buffer.of(65)]),
      'utf-16le',
    ],
    ['what Windows-1252 has no character for', Uint8Array.of(65, 10, 0x81, 10), 'windows-1252'],
  ])('%s', async (_, bytes, encoding) => {
    expect((await all(await opened(bytes, { encoding }))).problem?.code).toBe(
      'import-bytes-invalid',
    );
  });

  test('a file that grows while it is read is not half the one and half the other', async () => {
    const path = file('SN,N\n'.repeat(100_000));
    const table = must(await openTable(path));
    appendFileSync(path, 'A9,z\n');
    const { problem } = await all(table);
    await table.close();
    expect(problem?.code).toBe('import-changed');
  });
});

test('whatever bytes a file has: text, a refusal or a question, and never a sign for what was lost', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(bytes, async (noise) => {
      fc.pre(!Buffer.from(noise).includes(Buffer.from('\ufffd')));
      const table = await openTable(file(noise));
      if (!table.ok) {
        expect(table.problem.code).toMatch(/^import-/);
        return;
      }
      const { rows: read } = await all(table.value);
      await table.value.close();
      const ask = unsureOf(table.value) !== null;
      if (!ask) expect(read.flatMap((row) => row.cells).join('')).not.toContain('\ufffd');
    }),
    { numRuns: 300 },
  );
  expect(mustFail(await openTable(file(''))).code).toBe('import-empty');
});
