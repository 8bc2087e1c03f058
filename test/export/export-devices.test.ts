import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { exportDevices, exportFormats } from '../../main/export/export-devices.ts';
import { mostRows, xlsxFile } from '../../main/export/xlsx-file.ts';
import type { StationEvent } from '../../main/store/events.ts';
import type { Store } from '../../main/store/store.ts';
import { parseCsv } from '../../shared/csv.ts';
import { must, mustFail, newId, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const registered = (deviceSn: string, masterData: object = {}, groupId = 'G'): StationEvent => ({
  type: 'device-registered',
  at: Date.UTC(2026, 10, 27, 9, 30),
  groupId,
  deviceSn,
  batchId: null,
  allocateTo: { regionId: 'beta', orgId: 'o-1' },
  masterData: masterData as never,
  source: { kind: 'stdin', name: '' },
  raw: deviceSn,
  label: false,
  operations: [{ key: newId(), kind: 'create', payload: { deviceData: { deviceSn } } }],
});

async function storeWith(...devices: StationEvent[]): Promise<Store> {
  const store = must(await openStoreIn(temporaryFolder()));
  must(store.group(() => devices.forEach((device) => void must(store.commit(device)))));
  return store;
}

const head =
  'groupId,deviceSn,batchTag,description,status,sn,assetId,regionId,orgId,labelState,registeredAt';
const fixed = (sn: string, groupId = 'G') =>
  [
    groupId,
    sn,
    '',
    '',
    'registered',
    '',
    '',
    'beta',
    'o-1',
    'none',
    '2026-11-27T09:30:00.000Z',
  ] as const;

/** The cells of the one sheet, as XML and the escapes of ECMA-376 have them. */
function sheetOf(xlsx: Uint8Array): string[][] {
  const files = unzipSync(xlsx);
  expect(Object.keys(files).toSorted()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const xml = Buffer.from(files['xl/worksheets/sheet1.xml'] as Uint8Array).toString('utf8');
  const text = (escaped: string) =>
    escaped
      .replace(
        /&(amp|lt|gt|quot);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] as string,
      )
      .replace(/_x([\dA-F]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
  expect(xml).not.toMatch(/<f>|t="n"|&(?!(?:amp|lt|gt|quot);)/);
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [
      ...row.matchAll(/<c\/>|<c t="inlineStr"><is><t xml:space="preserve">(.*?)<\/t><\/is><\/c>/gs),
    ].map(([, cell = '']) => text(cell)),
  );
}

async function written(store: Store, format: (typeof exportFormats)[number], chosen = {}) {
  const file = join(temporaryFolder(), `devices.${format}`);
  const done = await exportDevices(store.db, chosen, { format, file });
  return { done, bytes: readFileSync(file) };
}

const hostile = [
  '=HYPERLINK("http://x")',
  '+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  "'=1",
  '0012',
  '5.57E+92',
  'a,b;"c"\r\nd',
  ' x ',
  '<t>&amp;',
  '_x0041_',
  'bell \u0007',
  '光伏 🌞',
  '\u202Eevil',
  '\uFEFFbom',
];

describe('devices as a file', () => {
  test.for(['csv', 'xlsx'] as const)('%s gives back every cell', async (format) => {
    const store = await storeWith(
      ...hostile.map((text, at) => registered(`00${at}`, { MAC: text, nr: at })),
      registered('Z-1', { name: { defaultValue: 'Pump', i18nValue: { zh_CN: '泵' } } }, 'H'),
    );
    const { done, bytes } = await written(store, format);
    expect(done).toEqual({ ok: true, value: { devices: hostile.length + 1 } });
    const rows =
      format === 'xlsx'
        ? sheetOf(bytes)
        : must(parseCsv(bytes.toString('utf8'))).map(({ cells }) => cells);
    const more = ['masterData.MAC', 'masterData.name', 'masterData.nr'];
    expect(rows[0]).toEqual([...head.split(','), ...more]);
    expect(rows.slice(1, -1)).toEqual(
      hostile.map((text, at) => [...fixed(`00${at}`), text, '', String(at)]),
    );
    const name = '{"defaultValue":"Pump","i18nValue":{"zh_CN":"泵"}}';
    expect(rows.at(-1)).toEqual([...fixed('Z-1', 'H'), '', name, '']);
    expect((await written(store, format)).bytes.equals(bytes)).toBe(true);
    store.close();
  });

  test('ndjson gives each device as an object, its master data as they are', async () => {
    const name = { defaultValue: 'Pump', i18nValue: { zh_CN: '泵' } };
    const store = await storeWith(registered('A', { name, MAC: '=1' }), registered('B'));
    const { bytes } = await written(store, 'ndjson');
    const lines = bytes
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { groupId: 'G', deviceSn: 'A', batchTag: null, masterData: { name, MAC: '=1' } },
      { deviceSn: 'B', regionId: 'beta', masterData: {} },
    ]);
    store.close();
  });

  test('of a group, of what matches, of more than one slice: each once, oldest first', async () => {
    const names = Array.from({ length: 450 }, (_, at) => `SN-${String(at).padStart(4, '0')}`);
    const store = await storeWith(...names.map((sn, at) => registered(sn, {}, at % 2 ? 'G' : 'H')));
    const sns = async (chosen: object) =>
      must(parseCsv((await written(store, 'csv', chosen)).bytes.toString('utf8')))
        .slice(1)
        .map(({ cells }) => cells[1]);
    expect(await sns({})).toEqual(names);
    expect(await sns({ groupId: 'G' })).toEqual(names.filter((_, at) => at % 2));
    expect(await sns({ search: '-044' })).toEqual(names.slice(440));
    expect(await sns({ batchTag: 'none' })).toEqual([]);
    store.close();
  });

  test('a file that cannot be written is said, and the one that was there stays', async () => {
    const store = await storeWith(registered('A'));
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'no-folder'), 'here before');
    const file = join(folder, 'no-folder', 'devices.csv');
    const why = mustFail(await exportDevices(store.db, {}, { format: 'csv', file }));
    expect(why.code).toBe('disk-read-only');
    expect(readFileSync(join(folder, 'no-folder'), 'utf8')).toBe('here before');

    const kept = join(folder, 'devices.xlsx');
    writeFileSync(kept, 'yesterday');
    const i18nValue = Object.fromEntries(
      Array.from({ length: 70 }, (_, at) => [`l${at}`, 'x'.repeat(512)]),
    );
    must(store.commit(registered('B', { note: { defaultValue: '', i18nValue } })));
    const long = mustFail(await exportDevices(store.db, {}, { format: 'xlsx', file: kept }));
    expect(long).toMatchObject({
      code: 'export-cell-long',
      params: { row: 3, column: 'masterData.note' },
    });
    expect(readFileSync(kept, 'utf8')).toBe('yesterday');
    expect(readdirSync(folder).toSorted()).toEqual(['devices.xlsx', 'no-folder']);
    store.close();
  });
});

test('a sheet takes as many rows as a spreadsheet has, and no more', () => {
  const sheet = xlsxFile(['a'], () => {});
  for (let row = 2; row <= mostRows; row++) sheet.add([]);
  expect(mustFail(sheet.add([]))).toMatchObject({
    code: 'export-too-long',
    params: { most: mostRows - 1 },
  });
});

test('any text comes back from a sheet as it went in', () => {
  const texts = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(texts, (rows) => {
      const parts: Uint8Array[] = [];
      const sheet = xlsxFile(['a', 'b'], (bytes) => parts.push(Uint8Array.from(bytes)));
      for (const row of rows) must(sheet.add(row));
      sheet.end();
      expect(sheetOf(Buffer.concat(parts))).toEqual([
        ['a', 'b'],
        ...rows.map((row) => row.map((cell) => cell.toWellFormed())),
      ]);
    }),
  );
});

test('nothing is there before it is whole', async () => {
  const store = await storeWith(...Array.from({ length: 600 }, (_, at) => registered(`SN-${at}`)));
  const file = join(temporaryFolder(), 'devices.csv');
  const exporting = exportDevices(store.db, {}, { format: 'csv', file });
  expect(existsSync(file)).toBe(false);
  must(await exporting);
  expect(existsSync(file)).toBe(true);
  store.close();
});
