import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { findDevice } from '../../main/store/devices.ts';
import type { MasterDatum } from '../../shared/models/catalog.ts';
import { askedAtRegistration, valuesMisfit } from '../../shared/registration-data.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Master data that a group asks for at registration: given once, for all units of the batch. */

const admin = { role: 'admin' } as const;
const typed = { kind: 'typed', name: '' } as const;

const datum = (identifier: string, part: Partial<MasterDatum> = {}): MasterDatum => ({
  identifier,
  name: identifier,
  type: 'String',
  required: false,
  tags: {},
  description: '',
  ...part,
});

const site = datum('site', { name: 'Building site', required: true });
const catalog = JSON.stringify({
  gateways: [{ id: 'gw', name: 'Hub' }],
  masterDataGroups: [
    {
      id: 'md',
      name: 'Pumps',
      assetType: 'Pump',
      masterData: [site, datum('power', { type: 'Double', default: 5 })],
    },
  ],
  registrationGroups: [
    { groupId: 'PUMP01', name: 'Pump', masterDataGroupId: 'md', gatewayId: 'gw' },
  ],
});

async function station(folder = temporaryFolder()): Promise<App> {
  const app = await openStation({ folder, catalog: false });
  must(await app.call('catalog.import', { text: catalog }, admin));
  return app;
}
const start = (app: App, masterData: object, tag = 'B1') =>
  app.call('batches.start', { groupId: 'PUMP01', tag, masterData }, admin);
const valuesOf = (app: App, deviceSn: string) =>
  findDevice(app.parts.store.db, 'PUMP01', deviceSn)?.masterData;

test('required with the tag DPS is asked for, and so is what nothing could be registered without', () => {
  const asked = askedAtRegistration({
    id: 'md',
    name: 'Pumps',
    assetType: 'Pump',
    description: '',
    masterData: [
      datum('tagged', { required: true, default: 'x', tags: { DPS: 'true' } }),
      datum('bare', { required: true }),
      datum('defaulted', { required: true, default: 'x' }),
      datum('optional', { tags: { DPS: 'true' } }),
    ],
  });
  expect(asked.map(({ identifier }) => identifier)).toEqual(['tagged', 'bare']);
});

test('what is given at the start is in each unit and travels to the cloud with it', async () => {
  const app = await station();
  must(await start(app, { site: 'Hall 3', power: 7.5, timezone: '+08:00' }));
  expect(app.parts.station.receive('P-1', typed).verdict).toBe('accepted');
  expect(valuesOf(app, 'P-1')).toEqual({ site: 'Hall 3', power: 7.5, timezone: '+08:00' });
  const sent = app.parts.store.db.prepare('SELECT payload FROM operation').pluck().get() as string;
  expect(JSON.parse(sent)).toMatchObject({ deviceData: { site: 'Hall 3', power: 7.5 } });
});

test('no batch begins without what the group requires, or with what does not fit', async () => {
  const app = await station();
  expect(mustFail(await start(app, {}))).toMatchObject({
    code: 'master-data-missing',
    params: { name: 'Building site' },
  });
  for (const wrong of [{ power: 'much' }, { colour: 'red' }, { assetId: 'mine' }, { site: 7 }]) {
    const refused = mustFail(await start(app, { site: 'Hall 3', ...wrong }));
    expect(refused.code, JSON.stringify(wrong)).toBe('value-misfit');
  }
  expect(must(await app.call('batches.list', {}, admin))).toEqual({ items: [] });
});

test('P4: a batch keeps its values over a restart', async () => {
  const folder = temporaryFolder();
  const first = await station(folder);
  must(await start(first, { site: 'Hall 3' }));
  await first.close();
  const again = await openStation({ folder, catalog: false });
  expect(again.parts.station.receive('P-1', typed).verdict).toBe('accepted');
  expect(valuesOf(again, 'P-1')).toMatchObject({ site: 'Hall 3' });
});

test('finished and started again, a batch goes on with what is given then', async () => {
  const app = await station();
  must(await start(app, { site: 'Hall 3' }));
  app.parts.station.receive('P-1', typed);
  must(await app.call('batches.finish', {}, admin));
  const again = must(await start(app, { site: 'Hall 4' }));
  expect(again).toMatchObject({ accepted: 1, masterData: { site: 'Hall 4' } });
  app.parts.station.receive('P-2', typed);
  expect([valuesOf(app, 'P-1')?.site, valuesOf(app, 'P-2')?.site]).toEqual(['Hall 3', 'Hall 4']);
  const { checks } = must(await app.call('doctor.run', {}, admin)) as { checks: { ok: boolean }[] };
  expect(checks.every(({ ok }) => ok)).toBe(true);
});

test('an identifier that is a name of every object is a name like any other', () => {
  const values = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
  expect(valuesMisfit(null, values)).toMatchObject({
    code: 'value-misfit',
    params: { name: '__proto__' },
  });
});
