import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { App } from '../../../main/app.ts';
import { findDevice } from '../../../main/store/devices.ts';
import { historyOf } from '../../../main/store/history.ts';
import { laneOf } from '../../../main/store/operations.ts';
import { must } from '../../support/must.ts';
import { openStation } from '../../support/station.ts';
import { fileOf, groupId, imported, planned } from './support.ts';

const device = (app: App, deviceSn: string) => findDevice(app.parts.store.db, groupId, deviceSn);
const lane = (app: App, deviceSn: string) => laneOf(app.parts.store.db, groupId, deviceSn);

const rows = (count: number, tail = '') =>
  `SN${tail === '' ? '' : ',备注'}\n${Array.from({ length: count }, (_, at) => `IMP-${String(at).padStart(5, '0')}${tail}`).join('\n')}\n`;

describe('a supplier’s file', () => {
  const file = () =>
    fileOf(
      [
        'Serial No.;Lot;备注;Rated power;Palette',
        'AB-0001;L1;"roof; left";5.5;P1',
        'ＡＢ-０００２;L1;;;P1',
        '',
        'AB-0001;L1;"roof; left";5.5;P9',
        'AB-0002;L2;;;',
        'AB-0003;;;5,5;',
        'x;;;;',
        'Serial No.;Lot;备注;Rated power;Palette',
        'Total;5;;;',
      ].join('\r\n'),
    );

  test('is planned row by row before anything happens', async () => {
    const app = await openStation();
    const { plan } = await planned(app, file());
    expect(plan.counts).toEqual({
      rows: 8,
      create: 2,
      update: 0,
      unchanged: 0,
      repeated: 1,
      skipped: 1,
      conflict: 1,
      asked: 1,
      refused: 2,
      repaired: 1,
    });
    const why = plan.groups.map(({ kind, problem, why: said, samples, remedy }) => {
      const [first] = samples;
      return `${kind} ${problem?.code ?? said} ${first?.row}${first?.column} ${remedy}`;
    });
    expect(why.toSorted()).toEqual([
      'asked ask-totals 10A ask-supplier',
      'conflict import-twice 6A mend-row',
      'refused sn-characters 8A mend-row',
      'refused value-misfit 7D mend-row',
      'skipped skip-heading 9 null',
    ]);
    expect(plan.repairs).toEqual([
      {
        row: 3,
        column: 'A',
        before: 'ＡＢ-０００２',
        after: 'AB-0002',
        whys: ['repair-full-width'],
      },
    ]);
    expect(device(app, 'AB-0001')).toBeNull();
    expect(plan.approval).toBe('technician');
  });

  test('makes devices that owe the cloud what scanned ones do, and tells where they came from', async () => {
    const app = await openStation();
    const { info } = await imported(app, file(), {
      allocateTo: { regionId: 'beta', orgId: 'o-solar' },
    });
    expect(info).toMatchObject({ state: 'done', counts: { create: 2, refused: 2 } });
    expect(device(app, 'AB-0001')).toMatchObject({
      batchTag: 'L1',
      description: 'roof; left',
      masterData: { ratedPower: 5.5, phase: 'three', modelId: 'inverter-5k' },
      source: 'import',
      status: 'registered',
    });
    expect(lane(app, 'AB-0001')).toMatchObject([
      {
        kind: 'create',
        payload: {
          batchTag: 'L1',
          description: 'roof; left',
          deviceData: { deviceSn: 'AB-0001', ratedPower: 5.5 },
        },
      },
      { kind: 'allocate', payload: { deviceData: { regionId: 'beta', orgId: 'o-solar' } } },
    ]);
    expect(historyOf(app.parts.store.db, groupId, 'AB-0002')).toMatchObject([
      { what: 'registered', by: 'A. Li', detail: { source: 'import', scanner: 'devices.csv' } },
    ]);
    // A scan of it afterwards is a repeat like any other.
    must(await app.call('batches.start', { groupId, tag: 'B1' }, { role: 'admin' }));
    const read = { text: 'AB-0002', source: { kind: 'typed' } };
    expect(must(await app.call('station.read', read, { role: 'admin' }))).toMatchObject({
      verdict: 'seen',
    });
  });

  test('brought a second time changes nothing', async () => {
    const app = await openStation();
    await imported(app, file());
    const journal = app.parts.store.db.prepare('SELECT count(*) FROM operation').pluck();
    const before = journal.get();
    const { plan, info } = await imported(app, file());
    expect(plan.counts).toMatchObject({ create: 0, update: 0, unchanged: 2 });
    expect(info.counts).toEqual(plan.counts);
    expect(journal.get()).toBe(before);
  });

  test('gives back the rows that were not taken, to be mended and brought again', async () => {
    const app = await openStation();
    const { id } = await imported(app, file());
    const { path } = must(await app.parts.importer.refused(id));
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('lineside.row');
    expect(text).toMatch(/"?7"?,"?value-misfit/);
    expect(text).not.toContain('P1');
    const mended = fileOf(text.replace('5,5', '5.5'));
    const { plan } = await planned(app, mended);
    expect(plan.counts).toMatchObject({ create: 1, conflict: 0, unchanged: 0 });
    expect(plan.counts.update).toBe(1);
  });
});

test('more than a technician may let in waits for a line lead', async () => {
  const app = await openStation();
  const { id, plan } = await planned(app, fileOf(rows(1001)));
  expect(plan.approval).toBe('line-lead');
  const refused = await app.call('imports.start', { id }, { role: 'technician' });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'import-approval' } });
  expect(must(await app.call('imports.start', { id }, { role: 'line-lead' }))).toMatchObject({
    state: 'running',
  });
  await app.parts.importer.settled();
  const undo = await app.call('imports.move', { id, to: 'undo' }, { role: 'technician' });
  expect(undo).toMatchObject({ ok: false, problem: { code: 'role-missing' } });
});

test('units of a batch get its tag, its label and its target, and no more of them than it takes', async () => {
  const app = await openStation();
  const batch = must(
    await app.call(
      'batches.start',
      { groupId, tag: 'WO-9', target: 2, template: 'l7651' },
      { role: 'admin' },
    ),
  ) as { id: string };
  const { info } = await imported(app, fileOf(rows(3)), { batchId: batch.id });
  expect(info.counts).toMatchObject({ create: 2, refused: 1 });
  expect(device(app, 'IMP-00001')).toMatchObject({ batchTag: 'WO-9', labelState: 'pending' });
  expect(must(await app.call('batches.list', { limit: 1 }, { role: 'admin' }))).toMatchObject({
    items: [{ accepted: 2 }],
  });
});

test('what a person answers is taken, and what they leave out is left out', async () => {
  const app = await openStation();
  const path = fileOf('SN\nAB-0001\nTotal\nCount\n');
  const { plan } = await planned(app, path, {
    answers: [
      { row: 3, deviceSn: 'AB-0002' },
      { row: 4, deviceSn: null },
    ],
  });
  expect(plan.counts).toMatchObject({ create: 2, skipped: 1, asked: 0 });
  const wrong = await planned(app, path, { answers: [{ row: 3, deviceSn: 'x' }] });
  expect(wrong.plan.counts).toMatchObject({ create: 1, refused: 1, asked: 1 });
});

test('columns that were chosen are chosen again for the same heading', async () => {
  const app = await openStation();
  const mapping = [
    { to: 'deviceSn', from: { column: 'Code' } },
    { to: 'masterData.remark', from: { constant: 'lot 7' } },
  ];
  const path = fileOf('Code,SN\nAB-0001,AB-9999\n');
  const before = await planned(app, path);
  expect(before.plan.options.mapping).toEqual([{ to: 'deviceSn', from: { column: 'SN' } }]);
  await imported(app, path, { mapping });
  const { plan } = await planned(app, fileOf('code;sn\nAB-0002;AB-9998\n'));
  expect(plan.options.mapping).toEqual(mapping);
  expect(plan.created[0]?.deviceSn).toBe('AB-0002');
  expect(device(app, 'AB-0001')).toMatchObject({ masterData: { remark: 'lot 7' } });
});

test('a file comes in pieces from a window, whole or not at all', async () => {
  const app = await openStation();
  const call = (name: string, input: object) => app.call(name, input, { role: 'technician' });
  const text = Buffer.from('SN\nAB-0001\n');
  const { id } = must(
    await call('imports.begin', { name: 'C:\\temp\\lot.csv', bytes: text.length }),
  ) as {
    id: string;
  };
  const put = (offset: number, bytes: Buffer) =>
    call('imports.put', { id, offset, base64: bytes.toString('base64') });
  expect(must(await put(0, text.subarray(0, 5)))).toEqual({ received: 5 });
  expect(await call('imports.look', { id })).toMatchObject({
    problem: { code: 'import-not-whole', params: { got: 5, bytes: 11 } },
  });
  // A piece too far ahead would leave a hole; one that came before may come again.
  expect(must(await put(9, text.subarray(9)))).toEqual({ received: 5 });
  expect(must(await put(3, text.subarray(3)))).toEqual({ received: 11 });
  expect(await put(9, text)).toMatchObject({ problem: { code: 'import-not-whole' } });
  expect(must(await call('imports.look', { id, groupId }))).toMatchObject({
    head: ['SN'],
    rows: [{ row: 2, cells: ['AB-0001'] }],
  });
  must(await call('imports.drop', { id }));
  expect(await call('imports.get', { id })).toMatchObject({ problem: { code: 'import-unknown' } });
  expect(existsSync(join(app.parts.store.folder, 'imports', id))).toBe(false);
});

test('a file that breaks off is taken up to there, and says so', async () => {
  const app = await openStation();
  const { plan, info } = await imported(app, fileOf('SN\nAB-0001\nAB-0002\n"AB-0003'));
  expect(plan.broken).toMatchObject({ code: 'import-quote-open' });
  expect(info.counts.create).toBe(2);
});
