import { expect, test } from 'vitest';
import type { App } from '../../../main/app.ts';
import { findDevice } from '../../../main/store/devices.ts';
import { laneOf } from '../../../main/store/operations.ts';
import { must, mustFail } from '../../support/must.ts';
import { openStation } from '../../support/station.ts';
import { fileOf, groupId, imported, planned } from './support.ts';

const device = (app: App, deviceSn: string) => findDevice(app.parts.store.db, groupId, deviceSn);
const lane = (app: App, deviceSn: string) => laneOf(app.parts.store.db, groupId, deviceSn);
const move = (app: App, id: string, to: 'pause' | 'resume' | 'cancel' | 'undo') =>
  app.parts.importer.move(id, to, 'A. Li');

const rows = (count: number, tail = '') =>
  `SN${tail === '' ? '' : ',备注'}\n${Array.from({ length: count }, (_, at) => `IMP-${String(at).padStart(5, '0')}${tail}`).join('\n')}\n`;

test('a row that says something else of a device changes it, and an undo changes it back', async () => {
  const app = await openStation();
  await imported(app, fileOf('SN,备注,ratedPower\nAB-0001,old,5\nAB-0002,old,5\n'));
  const { id, plan } = await imported(
    app,
    fileOf('SN,备注,ratedPower\nAB-0001,new,6\nAB-0002,,\nAB-0003,,\n'),
  );
  expect(plan.changed).toEqual([
    {
      row: 2,
      deviceSn: 'AB-0001',
      changes: [
        { what: 'ratedPower', before: '5', after: '6' },
        { what: 'description', before: 'old', after: 'new' },
      ],
    },
  ]);
  expect(device(app, 'AB-0001')).toMatchObject({
    description: 'new',
    masterData: { ratedPower: 6 },
  });
  must(await move(app, id, 'undo'));
  await app.parts.importer.settled();
  expect(must(await app.parts.importer.get(id)).info).toMatchObject({
    state: 'undone',
    undone: 2,
    left: 0,
  });
  expect(device(app, 'AB-0001')).toMatchObject({
    description: 'old',
    masterData: { ratedPower: 5 },
  });
  expect(device(app, 'AB-0003')).toBeNull();
  expect(device(app, 'AB-0002')).toMatchObject({ description: 'old' });
  // The journal tells the same story as the database.
  const { checks } = must(await app.call('doctor.run', {}, { role: 'admin' })) as {
    checks: { check: string; ok: boolean }[];
  };
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(mustFail(await move(app, id, 'undo')).code).toBe('import-not-now');
});

test('an undo leaves what people went on with, and counts it', async () => {
  const app = await openStation();
  const { id } = await imported(app, fileOf('SN\nAB-0001\nAB-0002\n'));
  const parked = lane(app, 'AB-0002')[0]?.key ?? '';
  must(
    app.parts.store.commit({
      type: 'operations-parked',
      at: 1,
      items: [
        { key: parked, definite: false, problem: { code: 'cloud-busy', message: 'x', params: {} } },
      ],
    } as never),
  );
  app.parts.store.db.prepare('UPDATE operation SET first_sent_at = 1 WHERE key = ?').run(parked);
  must(await move(app, id, 'undo'));
  await app.parts.importer.settled();
  expect(must(await app.parts.importer.get(id)).info).toMatchObject({ undone: 1, left: 1 });
  expect(device(app, 'AB-0001')).toBeNull();
  expect(device(app, 'AB-0002')).not.toBeNull();
});

test('a paused import waits, a cancelled one keeps what is in, and neither loses a row', async () => {
  const app = await openStation();
  const { id } = await planned(app, fileOf(rows(3000)));
  must(await app.parts.importer.start(id, 'admin', 'A. Li'));
  must(await move(app, id, 'pause'));
  await app.parts.importer.settled();
  const paused = must(await app.parts.importer.get(id)).info;
  expect(paused.state).toBe('paused');
  expect(paused.counts.create).toBeLessThan(3000);
  must(await move(app, id, 'resume'));
  await app.parts.importer.settled();
  expect(must(await app.parts.importer.get(id)).info).toMatchObject({
    state: 'done',
    counts: { rows: 3000, create: 3000 },
  });
  expect(mustFail(await move(app, id, 'pause')).code).toBe('import-not-now');
  const devices = must(await app.call('devices.list', { limit: 1 }, { role: 'admin' }));
  expect(devices).toMatchObject({ total: 3000 });
});
