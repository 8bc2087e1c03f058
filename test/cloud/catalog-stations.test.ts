import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findAnyItem, putItem } from '../../main/catalog/catalog.ts';
import { secretNames } from '../../main/security/vault.ts';
import type { Catalog } from '../../shared/models/catalog.ts';
import { type CatalogSaved, catalogBodies } from '../../shared/models/catalog-edit.ts';
import type { Result } from '../../shared/problems.ts';
import { filesBelow } from '../support/cli.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { datum, item } from './catalog-edits.ts';
import { House } from './house.ts';
import { freshDatabase, newMasterKey, StationClient, sql, startService } from './support.ts';

/** Whole stations, and the cloud between them. */
const house = new House();
const engineer = { role: 'engineer' } as const;
const technician = { role: 'technician' } as const;
const admin = { role: 'admin' } as const;

/** A station with nothing but the link to the cloud. */
async function station(
  url = house.service.url,
  before: (app: Awaited<ReturnType<typeof openStation>>) => Promise<void> = async () => {},
) {
  const folder = temporaryFolder();
  const app = await openStation({ folder, catalog: false });
  await before(app);
  const { appKey, appSecret, orgId } = house.service;
  const link = { kind: 'lineside', url, appKey, appSecret, orgId } as const;
  must(await app.call('cloud.connect', link, admin));
  must(await app.call('catalog.pull', {}, admin));
  const catalog = async () => must(await app.call('catalog.get', {}, technician)) as Catalog;
  return {
    app,
    folder,
    catalog,
    pull: async () => must(await app.call('catalog.pull', {}, admin)),
    save: async (edit: object, accept = false) =>
      (await app.call('catalog.save', { edit, accept }, engineer)) as Result<CatalogSaved>,
    masterDataGroup: async (id: string) => {
      const found = (await catalog()).masterDataGroups.find((each) => each.id === id);
      if (!found) throw new Error(`no ${id}`);
      return found;
    },
    start: (groupId: string, tag: string, masterData: object = {}) =>
      app.call('batches.start', { groupId, tag, masterData }, technician),
    scan: (sn: string) => app.parts.station.receive(sn, { kind: 'typed', name: '' }),
    drain: async () => must(await app.parts.sync.drain({ deadline: null, patienceMs: 60_000 })),
    secret: (groupId: string) => must(app.parts.vault.get(secretNames.group(groupId))),
  };
}
type Station = Awaited<ReturnType<typeof station>>;

/** An engineer makes a line of pumps through this station. */
async function makeLine({ save }: Station, name: string, masterData: object[]): Promise<void> {
  const edits = [
    { kind: 'gateway', body: { id: name, name: 'IoT Hub' } },
    { kind: 'masterDataGroup', body: { id: name, name: 'Pumps', assetType: 'Pump', masterData } },
    {
      kind: 'registrationGroup',
      body: { groupId: name, name: 'Pump', masterDataGroupId: name, gatewayId: name },
    },
  ];
  for (const edit of edits) {
    expect(must(await save({ ...edit, before: null }))).toEqual({ saved: true, uses: [] });
  }
}

test('made through one station, used at the other; what is added and taken away arrives too', async () => {
  const [a, b] = [await station(), await station()];
  await makeLine(a, 'PUMP', [datum('colour')]);
  expect((await a.catalog()).home).toBe('cloud');
  await b.pull();
  // A secret that nobody thought of is in both vaults, and readable in no file.
  expect(b.secret('PUMP')).toMatch(/^[A-Za-z0-9]{43}$/);
  expect(a.secret('PUMP')).toBe(b.secret('PUMP'));
  for (const folder of [a.folder, b.folder]) {
    for (const { bytes } of await filesBelow(folder)) {
      expect(bytes.includes(b.secret('PUMP'))).toBe(false);
    }
  }
  must(await b.start('PUMP', 'WO-1'));
  expect(b.scan('PUMP-0001').verdict).toBe('accepted');
  await b.drain();

  const before = await a.masterDataGroup('PUMP');
  const site = datum('site', { required: true, tags: { DPS: 'true' } });
  const adding = {
    kind: 'masterDataGroup',
    before,
    body: { ...before, masterData: [...before.masterData, site] },
  };
  const asked = must(await a.save(adding));
  expect(asked).toEqual({
    saved: false,
    uses: [{ what: 'values-missing', subject: 'site', count: 1, samples: ['PUMP-0001'] }],
  });
  expect((await a.masterDataGroup('PUMP')).masterData).toHaveLength(1);
  expect(must(await a.save(adding, true)).saved).toBe(true);
  // The station that saved has it at once, the cloud's devices too, and the other at its next pull.
  expect((await a.masterDataGroup('PUMP')).masterData).toHaveLength(2);
  expect((await house.device('PUMP-0001')).deviceData).toMatchObject({ site: null });
  expect((await b.masterDataGroup('PUMP')).masterData).toHaveLength(1);
  await b.pull();
  // The batch that is open works on with what is asked for now.
  expect(b.scan('PUMP-0002').problem?.code).toBe('master-data-missing');
  must(await b.app.call('batches.finish', {}, technician));
  must(await b.start('PUMP', 'WO-2', { site: 'Hall 3' }));
  expect(b.scan('PUMP-0002').verdict).toBe('accepted');
  await b.drain();
  expect((await house.device('PUMP-0002')).deviceData.site).toBe('Hall 3');

  const now = await b.masterDataGroup('PUMP');
  const taking = { kind: 'masterDataGroup', before: now, body: { ...now, masterData: [] } };
  expect(must(await b.save(taking)).uses).toEqual([
    { what: 'values', subject: 'site', count: 1, samples: ['PUMP-0002'] },
  ]);
  expect(must(await b.save(taking, true)).saved).toBe(true);
  await a.pull();
  expect((await a.masterDataGroup('PUMP')).masterData).toEqual([]);
  expect((await house.device('PUMP-0002')).deviceData.site).toBe('Hall 3');
}, 180_000);

test('two engineers begin from the same: the second is told, and has the newer one to begin from', async () => {
  const [a, b] = [await station(), await station()];
  await makeLine(a, 'BOTH', []);
  await b.pull();
  const before = await a.masterDataGroup('BOTH');
  const renaming = (name: string) => ({
    kind: 'masterDataGroup',
    before,
    body: { ...before, name },
  });
  must(await a.save(renaming('By A')));
  const refused = mustFail(await b.save(renaming('By B')));
  expect(refused).toMatchObject({ code: 'catalog-changed', params: { subject: 'BOTH' } });
  const newer = await b.masterDataGroup('BOTH');
  expect(newer.name).toBe('By A');
  const again = { kind: 'masterDataGroup', before: newer, body: { ...newer, name: 'By B' } };
  expect(must(await b.save(again)).saved).toBe(true);
  const wrong = { ...again, before: again.body, body: { ...again.body, id: 'OTHER' } };
  expect(mustFail(await b.save(wrong)).message).toMatch(/an identifier is fixed once made/);
}, 180_000);

test('retired and made again, at the other station each time', async () => {
  const [a, b] = [await station(), await station()];
  await makeLine(a, 'TIRED', []);
  await b.pull();
  const secret = b.secret('TIRED');
  must(await b.start('TIRED', 'WO-1'));
  expect(b.scan('TIRED-1').verdict).toBe('accepted');
  await b.drain();
  const group = findAnyItem(a.app.parts.store.db, 'registrationGroup', 'TIRED')?.body;
  const retire = { kind: 'registrationGroup', before: group, body: group, retired: true };
  expect(must(await a.save(retire)).uses).toMatchObject([{ what: 'devices', count: 1 }]);
  expect(must(await a.save(retire, true)).saved).toBe(true);
  await b.pull();
  expect(b.scan('TIRED-2').problem?.code).toBe('group-unknown');
  must(await b.app.call('batches.finish', {}, technician));
  expect(mustFail(await b.start('TIRED', 'WO-2')).code).toBe('group-unknown');
  must(await b.save({ kind: 'registrationGroup', before: null, body: group }));
  await a.pull();
  expect([a.secret('TIRED'), b.secret('TIRED')]).toEqual([secret, secret]);
  must(await a.start('TIRED', 'WO-2'));
}, 180_000);

test('an edit whose answer was lost is saved once, however often it is tried', async () => {
  const proxy: FaultProxy = await startFaultProxy(house.service.url);
  onTestFinished(() => proxy.close());
  const a = await station(proxy.url);
  const edit = { kind: 'gateway', before: null, body: { id: 'LOST', name: 'Lost' } };
  let lost = 0;
  proxy.meddle = (_n, { method, url = '' }) =>
    method === 'POST' && url.startsWith('/lineside/v1/catalog') && lost++ === 0
      ? 'drop-reply'
      : 'pass';
  const first = await a.save(edit);
  expect(lost).toBe(1);
  expect(mustFail(first).code).toBe('catalog-needs-cloud');
  expect(must(await a.save(edit)).saved).toBe(true);
  proxy.meddle = () => 'twice';
  const [body] = [{ id: 'LOST', name: 'Twice' }];
  expect(must(await a.save({ kind: 'gateway', before: edit.body, body })).saved).toBe(true);
  const told = await sql(house.database, `select what from catalog_event where id = 'LOST'`);
  expect(told).toHaveLength(2);
  expect((await a.catalog()).gateways.find(({ id }) => id === 'LOST')?.name).toBe('Twice');
}, 180_000);

test('one file carries the catalog into another cloud, without its secrets', async () => {
  const a = await station();
  await makeLine(a, 'CARRY', [datum('colour', { names: { 'zh-CN': '颜色' } })]);
  const { text } = must(await a.app.call('catalog.export', {}, engineer)) as { text: string };
  expect(text).not.toContain(a.secret('CARRY'));
  const file = join(a.folder, 'carried.json');
  writeFileSync(file, text);
  const args = ['--database-url', await freshDatabase(house.postgres.url), '--seed', file];
  await using other = await startService(args, { LINESIDE_CLOUD_KEY: newMasterKey() });
  const client = new StationClient(other);
  const { retired, body } = await item(client, 'registrationGroup', 'CARRY');
  expect([retired, body.groupSecret]).toEqual([false, undefined]);
  expect((await item(client, 'masterDataGroup', 'CARRY')).body.masterData).toMatchObject([
    { identifier: 'colour', names: { 'zh-CN': '颜色' } },
  ]);
  expect((await client.create('CARRY', 'CARRY-1')).code).toBe(0);
}, 180_000);

test('what was on a station before it was tied can be saved, and what it has otherwise gives way', async () => {
  const [first, b] = [await station(), await station()];
  await makeLine(first, 'STEP', []);
  const secret = 'burnt-into-devices';
  const only = { groupId: 'ONLY', name: 'Only', masterDataGroupId: 'STEP', gatewayId: 'STEP' };
  const file = {
    gateways: [
      { id: 'STEP', name: 'From a file' },
      { id: 'SOLO', name: 'Solo' },
    ],
    masterDataGroups: [{ id: 'STEP', name: 'Pumps', assetType: 'Pump' }],
    registrationGroups: [{ ...only, groupSecret: secret }],
  };
  const a = await station(house.service.url, async (app) => {
    must(await app.call('catalog.import', { text: JSON.stringify(file) }, engineer));
  });
  const gateway = async (id: string) => (await a.catalog()).gateways.find((each) => each.id === id);
  const rename = async () => {
    const before = await gateway('STEP');
    return a.save({ kind: 'gateway', before, body: { ...before, name: 'By hand' } });
  };
  // As earlier versions left it, which kept a file to the station: told what the cloud has, then saved.
  const stale = catalogBodies.gateway.parse({ id: 'STEP', name: 'From a file' });
  putItem(a.app.parts.store.db, 'gateway', 'STEP', stale);
  expect(mustFail(await rename()).code).toBe('catalog-changed');
  expect((await gateway('STEP'))?.name).toBe('IoT Hub');
  expect(must(await rename()).saved).toBe(true);

  const before = findAnyItem(a.app.parts.store.db, 'registrationGroup', 'ONLY')?.body;
  const group = { kind: 'registrationGroup', before, body: { ...before, description: 'moved' } };
  expect(must(await a.save(group)).saved).toBe(true);
  await b.pull();
  expect([a.secret('ONLY'), b.secret('ONLY')]).toEqual([secret, secret]);
  const solo = await gateway('SOLO');
  const retire = { kind: 'gateway', before: solo, body: solo, retired: true };
  expect(must(await a.save(retire)).saved).toBe(true);
  expect(await gateway('SOLO')).toBeUndefined();
}, 180_000);
