import { expect, test } from 'vitest';
import type { Scanner } from '../../shared/models/scanner.ts';
import type { State } from '../../shared/models/state.ts';
import { journalEvents } from '../catalog/journal.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const admin = { role: 'admin' } as const;

test('P6: the seventeenth scanner is refused, and the sixteen stay over a restart', async () => {
  const folder = temporaryFolder();
  const app = await openStation({ folder, catalog: false });
  for (let n = 1; n <= 16; n++) {
    must(await app.call('scanners.add', { path: `/dev/none${n}` }, admin));
  }
  const refused = mustFail(await app.call('scanners.add', { path: '/dev/none17' }, admin));
  expect(refused.message).toMatch(/at most 16 scanners/);
  await app.close();
  const again = await openStation({ folder, catalog: false, live: true });
  const state = must(await again.call('state.get', {}, admin)) as State;
  expect(state.scanners).toHaveLength(16);
});

test('one scanner that cannot be read does not take the others with it', async () => {
  const good = { id: 'a', path: '/dev/none', baudRate: 9600, terminator: 'any' };
  const held = { scanners: [good, { id: 'b', path: 7 }] };
  const settings = { get: () => held, set: () => {} };
  const app = await openStation({ settings, catalog: false, live: true });
  const state = must(await app.call('state.get', {}, admin)) as State;
  expect(state.scanners.map((scanner) => scanner.id)).toEqual(['a']);
});

test.each(['technician', 'line-lead', 'engineer', 'admin'] as const)(
  'a window that calls as a %s can learn it, to show what it may not do',
  async (role) => {
    const app = await openStation({ catalog: false });
    expect(must(await app.call('caller.get', {}, { role }))).toEqual({ role });
  },
);

test('a scanner is changed in place, and stays the hardware that it was', async () => {
  const app = await openStation();
  const identity = { vendorId: '0c2e', productId: '0901', serialNumber: 'A1' };
  const path = '/dev/none0';
  const one = must(await app.call('scanners.add', { path, identity }, admin)) as { id: string };
  must(await app.call('scanners.add', { path: '/dev/none1' }, admin));
  const { id } = one;
  const faster = { id, path, baudRate: 115_200, acknowledgement: { kind: 'bel' } };
  expect(must(await app.call('scanners.change', faster, admin))).toMatchObject({ identity });
  const state = must(await app.call('state.get', {}, admin)) as State;
  expect(state.scanners).toMatchObject([
    { id, path, baudRate: 115_200, acknowledgement: { kind: 'bel' }, identity },
    { path: '/dev/none1', baudRate: 9600 },
  ]);
  const elsewhere = must(
    await app.call('scanners.change', { ...faster, path: '/dev/none5' }, admin),
  );
  expect(elsewhere).not.toHaveProperty('identity');
  const meeting = mustFail(
    await app.call('scanners.change', { ...faster, path: '/dev/none1' }, admin),
  );
  expect(meeting.message).toContain('/dev/none1');
  expect(mustFail(await app.call('scanners.change', { id: 'no', path }, admin)).code).toBe(
    'scanner-unknown',
  );
});

test('settings of an older version keep what they say, and get the newer preferences', async () => {
  const preferences = { stationName: 'ST-9', language: 'zh-CN', theme: 'neon', sounds: false };
  const settings = { get: () => ({ preferences }), set: () => {} };
  const app = await openStation({ settings, catalog: false });
  const state = must(await app.call('state.get', {}, admin)) as State;
  expect(state.preferences).toEqual({ ...preferences, theme: 'auto', volume: 80 });
});

test('who changes how the station is set up is on the record, with what', async () => {
  const folder = temporaryFolder();
  const app = await openStation({ folder });
  const { id } = must(await app.call('scanners.add', { path: '/dev/none0' }, admin)) as Scanner;
  must(await app.call('scanners.change', { id, path: '/dev/none0', baudRate: 19_200 }, admin));
  must(await app.call('scanners.remove', { id }, admin));
  must(await app.call('preferences.set', { stationName: 'ST-9' }, admin));
  const by = 'admin';
  expect(journalEvents(folder, 'audited')).toMatchObject([
    { by, what: 'scanner-added', about: '/dev/none0' },
    { by, what: 'scanner-changed', about: '/dev/none0' },
    { by, what: 'scanner-removed', about: '/dev/none0' },
    { by, what: 'preferences-set', about: 'stationName' },
  ]);
});
