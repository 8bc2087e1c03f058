import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { exportBeside } from '../../main/export/export-beside.ts';
import { exportTable, type TableWish } from '../../main/export/export-table.ts';
import { mostRows, xlsxFile } from '../../main/export/xlsx-file.ts';
import type { StationEvent } from '../../main/store/events.ts';
import { files } from '../../main/store/identity.ts';
import { openSnapshot } from '../../main/store/open-database.ts';
import { addRead } from '../../main/store/reads.ts';
import type { Store } from '../../main/store/store.ts';
import { parseCsv } from '../../shared/csv.ts';
import {
  type ExportProgress,
  type ExportTopic,
  exportTopics,
  type TableFormat,
  tableFormats,
} from '../../shared/models/export.ts';
import { problem } from '../../shared/problems.ts';
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

const many = (count: number): StationEvent[] =>
  Array.from({ length: count }, (_, at) => registered(`SN-${at}`));

/** The cells of the one sheet, as XML and the escapes of ECMA-376 have them. */
function sheetOf(xlsx: Uint8Array): string[][] {
  const parts = unzipSync(xlsx);
  expect(Object.keys(parts).toSorted()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const xml = Buffer.from(parts['xl/worksheets/sheet1.xml'] as Uint8Array).toString('utf8');
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
      ...row.matchAll(
        /<c s="1"\/>|<c s="1" t="inlineStr"><is><t(?: xml:space="preserve")?>(.*?)<\/t><\/is><\/c>/gs,
      ),
    ].map(([, cell = '']) => text(cell)),
  );
}

/** As a command does it: from a snapshot of its own. */
async function into(
  file: string,
  store: Store,
  wish: Partial<TableWish>,
  heard?: Parameters<typeof exportTable>[2],
) {
  const db = openSnapshot(join(store.folder, files.database));
  try {
    const whole = { topic: 'devices', choice: {}, columns: 'all', format: 'csv', ...wish } as const;
    return await exportTable(db, { ...whole, file }, heard);
  } finally {
    db.close();
  }
}

async function written(
  store: Store,
  format: TableFormat,
  choice: TableWish['choice'] = {},
  topic: ExportTopic = 'devices',
) {
  const file = join(temporaryFolder(), `devices.${format}`);
  const done = await into(file, store, { format, choice, topic });
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
    expect(done).toEqual({ ok: true, value: { rows: hostile.length + 1 } });
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
    const why = mustFail(await into(file, store, {}));
    expect(why.code).toBe('disk-read-only');
    expect(readFileSync(join(folder, 'no-folder'), 'utf8')).toBe('here before');

    const kept = join(folder, 'devices.xlsx');
    writeFileSync(kept, 'yesterday');
    const i18nValue = Object.fromEntries(
      Array.from({ length: 70 }, (_, at) => [`l${at}`, 'x'.repeat(512)]),
    );
    must(store.commit(registered('B', { note: { defaultValue: '', i18nValue } })));
    const long = mustFail(await into(kept, store, { format: 'xlsx' }));
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
}, 120_000);

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

describe('what is in it, and when', () => {
  test('stopped or broken off, it leaves what was there and nothing beside it', async () => {
    const store = await storeWith(...many(2500));
    const folder = temporaryFolder();
    const file = join(folder, 'devices.csv');
    writeFileSync(file, 'yesterday');
    const heard: number[] = [];
    const why = mustFail(
      await into(file, store, {}, ({ done }) => {
        heard.push(done);
        expect(readFileSync(file, 'utf8')).toBe('yesterday');
        return done < 2000;
      }),
    );
    expect(why.code).toBe('export-stopped');
    expect(heard).toEqual([0, 1000, 2000]);
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(readdirSync(folder)).toEqual(['devices.csv']);
    store.close();
  });

  test('what comes while it runs is in none of its parts', async () => {
    const store = await storeWith(...many(1500));
    const file = join(temporaryFolder(), 'devices.csv');
    const done = await into(file, store, {}, ({ done: rows }) => {
      if (rows === 1000) must(store.commit(registered('late', { newDatum: 'x' })));
      return true;
    });
    expect(done).toEqual({ ok: true, value: { rows: 1500 } });
    const rows = must(parseCsv(readFileSync(file, 'utf8')));
    expect(rows).toHaveLength(1501);
    expect(rows[0]?.cells.join()).toBe(head);
    expect((await written(store, 'csv')).done).toEqual({ ok: true, value: { rows: 1501 } });
    store.close();
  });

  test('columns for an import are those that whoever brings a device has to know', async () => {
    const store = await storeWith(registered('A', { MAC: '=1' }));
    const file = join(temporaryFolder(), 'devices.ndjson');
    must(await into(file, store, { columns: 'import', format: 'ndjson' }));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      groupId: 'G',
      deviceSn: 'A',
      batchTag: null,
      description: '',
      regionId: 'beta',
      orgId: 'o-1',
      masterData: { MAC: '=1' },
    });
    store.close();
  });
});

describe('each topic', () => {
  const rowsOf = async (store: Store, topic: ExportTopic, choice: TableWish['choice'] = {}) => {
    const { bytes } = await written(store, 'ndjson', choice, topic);
    const lines = bytes.toString('utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('operations: what is owed of each device, by state and time', async () => {
    const store = await storeWith(registered('A'), registered('B', {}, 'H'));
    const [first, second] = await rowsOf(store, 'operations');
    expect(first).toMatchObject({
      seq: 1,
      kind: 'create',
      groupId: 'G',
      deviceSn: 'A',
      state: 'queued',
      attempts: 0,
      createdAt: '2026-11-27T09:30:00.000Z',
      firstSentAt: null,
      problem: null,
      reason: null,
    });
    expect(second).toMatchObject({ groupId: 'H', deviceSn: 'B' });
    expect(await rowsOf(store, 'operations', { groupId: 'H' })).toEqual([second]);
    expect(await rowsOf(store, 'operations', { state: 'parked' })).toEqual([]);
    expect(await rowsOf(store, 'operations', { to: Date.UTC(2026, 10, 27) })).toEqual([]);
    expect(await rowsOf(store, 'operations', { from: Date.UTC(2026, 10, 27) })).toHaveLength(2);
    store.close();
  });

  test('verdicts: each read with its reason', async () => {
    const store = await storeWith();
    const read = { at: 5, source: { kind: 'serial', name: '/dev/x' }, by: 'Mia' } as const;
    must(
      store.write(() => {
        addRead(store.db, {
          ...read,
          text: '=1',
          verdict: 'refused',
          problem: problem('no-batch'),
          groupId: 'G',
          batchTag: 'W1',
        });
        addRead(store.db, {
          ...read,
          text: 'A',
          deviceSn: 'A',
          verdict: 'accepted',
          groupId: 'G',
          batchTag: 'W2',
          masterData: { MAC: '1' },
        });
      }),
    );
    expect(await rowsOf(store, 'verdicts')).toMatchObject([
      {
        at: '1970-01-01T00:00:00.005Z',
        verdict: 'refused',
        text: '=1',
        deviceSn: null,
        source: 'serial /dev/x',
        by: 'Mia',
        problem: 'no-batch',
        reason: problem('no-batch').message,
        masterData: {},
      },
      { verdict: 'accepted', deviceSn: 'A', problem: null, masterData: { MAC: '1' } },
    ]);
    expect(await rowsOf(store, 'verdicts', { batchTag: 'W2' })).toHaveLength(1);
    expect(await rowsOf(store, 'verdicts', { state: 'refused' })).toHaveLength(1);
    expect(await rowsOf(store, 'verdicts', { search: '%' })).toEqual([]);
    store.close();
  });

  test.for(exportTopics)(
    '%s can be written in every format, also with every filter',
    async (topic) => {
      const store = await storeWith(registered('A'));
      const all = { groupId: 'G', batchTag: 'x', search: 'x', state: 'x', from: 0, to: 1 };
      for (const format of tableFormats) {
        expect((await written(store, format, {}, topic)).done).toMatchObject({ ok: true });
        expect((await written(store, format, all, topic)).done).toEqual({
          ok: true,
          value: { rows: 0 },
        });
      }
      store.close();
    },
  );
});

test('beside the station: told how far it is, stopped without a trace', async () => {
  const store = await storeWith(...many(3000));
  const folder = temporaryFolder();
  const file = join(folder, 'devices.xlsx');
  const database = join(store.folder, files.database);
  const wish = { topic: 'devices', choice: {}, columns: 'all', format: 'xlsx', file } as const;
  const heard: ExportProgress[] = [];
  const done = await exportBeside(database, wish, (progress) => heard.push(progress)).done;
  expect(done).toEqual({ ok: true, value: { rows: 3000 } });
  expect(heard[0]).toEqual({ done: 0, of: null });
  expect(sheetOf(readFileSync(file))).toHaveLength(3001);

  const again = exportBeside(database, { ...wish, file: join(folder, 'again.xlsx') });
  again.stop();
  expect(mustFail(await again.done).code).toBe('export-stopped');
  expect(readdirSync(folder)).toEqual(['devices.xlsx']);
  const nowhere = exportBeside(join(folder, 'nowhere.db'), wish);
  expect((await nowhere.done).ok).toBe(false);
  expect(sheetOf(readFileSync(file))).toHaveLength(3001);
  store.close();
});
