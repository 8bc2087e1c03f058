import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportFolder } from '../../main/export/enos/export-folder.ts';
import type { Heard } from '../../main/export/export-table.ts';
import type { StationEvent } from '../../main/store/events.ts';
import { files } from '../../main/store/identity.ts';
import { openSnapshot } from '../../main/store/open-database.ts';
import { parseCsv } from '../../shared/csv.ts';
import { must, mustFail, newId, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const registered = (deviceSn: string, masterData: object = {}, groupId = 'G'): StationEvent => ({
  type: 'device-registered',
  at: 1,
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

async function exported(devices: StationEvent[], template: string | null = null, heard?: Heard) {
  const store = must(await openStoreIn(temporaryFolder()));
  must(store.group(() => devices.forEach((device) => void must(store.commit(device)))));
  const above = temporaryFolder();
  const folder = join(above, 'for-enos');
  const db = openSnapshot(join(store.folder, files.database));
  const done = await exportFolder(
    db,
    { format: 'enos', choice: {}, file: folder, template },
    heard,
  );
  db.close();
  store.close();
  const rows = (name: string) =>
    must(parseCsv(readFileSync(join(folder, name), 'utf8'))).map(({ cells }) => cells);
  return { done, folder, above, rows, note: () => readFileSync(join(folder, 'note.txt'), 'utf8') };
}

test('the console takes each file: a thousand devices of one group, in their order', async () => {
  const names = Array.from({ length: 2001 }, (_, at) => `SN-${String(at).padStart(4, '0')}`);
  const { done, folder, rows, note } = await exported([
    ...names.map((sn) => registered(sn, { timezone: '-03:30', power: 1.5 })),
    registered('SN-0000', {}, 'G/2'),
  ]);
  expect(done).toEqual({ ok: true, value: { rows: 2002, files: 4 } });
  const parts = ['G-part-001.csv', 'G-part-002.csv', 'G-part-003.csv', 'G_2-part-001.csv'];
  expect(readdirSync(folder).toSorted()).toEqual([...parts, 'note.txt']);
  const head = ['deviceSn', 'batchTag', 'desc', 'regionId', 'orgId', 'power', 'timezone'];
  const all = parts.slice(0, 3).flatMap((part) => {
    const [heading, ...some] = rows(part);
    expect(heading).toEqual(head);
    expect(some.length).toBeLessThanOrEqual(1000);
    return some;
  });
  expect(all.map(([sn]) => sn)).toEqual(names);
  expect(all[0]).toEqual(['SN-0000', '', '', 'beta', 'o-1', '1.5', '-03:30']);
  expect(readFileSync(join(folder, parts[0] as string), 'utf8').startsWith('deviceSn')).toBe(true);
  expect(note()).toContain('2002 in 4 files');
  expect(note()).toContain('2002 台');
});

test('no file is larger than two megabytes, and a device that alone is larger is named', async () => {
  const long = '光'.repeat(4000);
  const huge = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [`m${at}`, '光'.repeat(4096)]),
  );
  const devices = Array.from({ length: 400 }, (_, at) => registered(`A-${at}`, { long }));
  const { done, folder, rows, note } = await exported([...devices, registered('B', huge, 'H')]);
  expect(done).toEqual({ ok: true, value: { rows: 400, files: 3 } });
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2_000_000);
  }
  expect(rows('left-out.csv').map((cells) => cells.slice(0, 2))).toEqual([
    ['groupId', 'deviceSn'],
    ['H', 'B'],
  ]);
  expect(note()).toContain('left-out.csv');
});

test('by the template of the console: its headings, found by name; what has no place is said', async () => {
  const template = join(temporaryFolder(), 'template.csv');
  writeFileSync(template, '\ufeff*设备序列号,Device Name,Time Zone,Manufacturer\r\nexample,,,\r\n');
  const deviceName = { defaultValue: 'Pump', i18nValue: { zh_CN: '泵' } };
  const { rows, note, folder } = await exported(
    [registered('A', { deviceName, MAC: '1' })],
    template,
  );
  expect(rows('G-part-001.csv')).toEqual([
    ['*设备序列号', 'Device Name', 'Time Zone', 'Manufacturer'],
    ['A', 'Pump', '', ''],
  ]);
  expect(readFileSync(join(folder, 'G-part-001.csv'), 'utf8').startsWith('\ufeff*')).toBe(true);
  for (const said of ['"Manufacturer"', '"MAC": 1 ', '"regionId": 1 ', 'translations of 1 ']) {
    expect(note()).toContain(said);
  }
  writeFileSync(template, 'a,b\r\n');
  expect(mustFail((await exported([], template)).done).code).toBe('export-template-unfit');
});

test('what a spreadsheet would run is in no file that somebody might open in one', async () => {
  const evil = ['=1+1', '+cmd', '@x', '＝1', '\t=1', ' =1'];
  const { rows, done } = await exported([
    ...evil.map((note, at) => registered(`E-${at}`, { note })),
    registered('fine', { note: '-5' }),
  ]);
  expect(done).toEqual({ ok: true, value: { rows: 1, files: 1 } });
  expect(
    rows('left-out.csv')
      .slice(1)
      .map(([, sn]) => sn),
  ).toEqual(evil.map((_, at) => `E-${at}`));
});

test('stopped, it leaves nothing; and no folder with something in it is touched', async () => {
  const devices = Array.from({ length: 600 }, (_, at) => registered(`A-${at}`));
  const { done, above } = await exported(devices, null, () => false);
  expect(mustFail(done).code).toBe('export-stopped');
  expect(readdirSync(above)).toEqual([]);

  const store = must(await openStoreIn(temporaryFolder()));
  const folder = join(temporaryFolder(), 'mine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a'), 'b');
  const db = openSnapshot(join(store.folder, files.database));
  const wish = { format: 'enos', choice: {}, file: folder, template: null } as const;
  expect(mustFail(await exportFolder(db, wish)).code).toBe('export-folder-there');
  db.close();
  store.close();
  expect(readdirSync(folder)).toEqual(['a']);
});
