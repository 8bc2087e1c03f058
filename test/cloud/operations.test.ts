import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationResult } from '../../shared/models/cloud.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import {
  allocates,
  creates,
  freshDatabase,
  newMasterKey,
  type Service,
  StationClient,
  sampleCatalog,
  sql,
  startService,
} from './support.ts';

let postgres: TestPostgres;
let database: string;
let one: Service;
let two: Service;
let a: StationClient;
let b: StationClient;
const env = { LINESIDE_CLOUD_KEY: newMasterKey() };
beforeAll(async () => {
  postgres = await startPostgres();
  database = await freshDatabase(postgres.url);
  const args = ['--database-url', database, '--seed', sampleCatalog];
  // At the same moment, on an empty database.
  [one, two] = await Promise.all([startService(args, env), startService(args, env)]);
  a = new StationClient(one);
  b = new StationClient(two);
  await a.token();
  await b.token();
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  await postgres?.[Symbol.asyncDispose]();
});

const outcomes = (results: OperationResult[]) => results.map((result) => result.outcome);

test('two instances that start on one empty database are one cloud', () => {
  const { appKey, appSecret, orgId } = one;
  expect(two).toMatchObject({ appKey, appSecret, orgId });
});

describe('a key', () => {
  test('has one effect and one answer for ever, at whichever instance', async () => {
    const batch = [creates('k1-00000', 'KEY-1'), allocates('k1-00000', 'KEY-1')];
    const first = await a.operations(batch);
    expect(first).toMatchObject([
      { outcome: 'done', sn: 'KEY-1' },
      { outcome: 'done', sn: 'KEY-1', assetId: expect.stringMatching(/^\w{12}$/) },
    ]);
    expect(await b.operations(batch)).toEqual(first);
    expect(await b.operations(batch.toReversed())).toEqual(first.toReversed());
    const keys = [...batch.map(({ key }) => key), 'never-sent-000'];
    const { data } = await b.lineside('operations/lookup', { keys });
    expect(data.results).toEqual([...first, { key: 'never-sent-000', outcome: 'unknown' }]);
  });

  test('used again for something else is refused, and keeps its own answer', async () => {
    const [first] = await a.operations([creates('k2-00000', 'KEY-2')]);
    const [other] = await b.operations([creates('k2-00000', 'KEY-OTHER')]);
    expect(other).toMatchObject({ outcome: 'refused', code: 99400 });
    const inOneBatch = await a.operations([
      creates('k3-00000', 'KEY-3'),
      creates('k3-00000', 'KEY-3'),
      creates('k3-00000', 'KEY-4'),
    ]);
    expect(outcomes(inOneBatch)).toEqual(['done', 'done', 'refused']);
    expect(await a.operations([creates('k2-00000', 'KEY-2')])).toEqual([first]);
    expect(await a.searchAll(`sn in ('KEY-OTHER', 'KEY-4')`)).toEqual([]);
  });

  test('that was refused had no effect, and goes once the reason is put right', async () => {
    const early = creates('k5-00000', 'KEY-5', { groupId: 'SOON' });
    const [refused] = await a.operations([early]);
    expect(refused).toMatchObject({ outcome: 'refused', code: 35404, message: 'Group not found' });
    expect(await b.operations([early])).toEqual([refused]);
    const { data } = await a.lineside('operations/lookup', { keys: [early.key] });
    expect(data.results).toEqual([refused]);

    await sql(
      database,
      `insert into catalog_item (org_id, kind, id, body, cursor)
       select org_id, kind, 'SOON', jsonb_set(body, '{groupId}', '"SOON"'), 1000
       from catalog_item where kind = 'registrationGroup' and id = 'INV5K1'`,
    );
    const repeats = await Promise.all([a.operations([early]), b.operations([early])]);
    expect(repeats.map(outcomes)).toEqual([['done'], ['done']]);
    await sql(database, `delete from catalog_item where id = 'SOON'`);
    expect(await a.operations([early])).toEqual(repeats[0]);
  });
});

test('the loser of an SN learns who has it, and its allocation does not touch the device', async () => {
  await a.operations([creates('c1-00000', 'WON-1')], 'ST-3');
  const lost = await b.operations(
    [creates('c2-00000', 'WON-1'), allocates('c2-00000', 'WON-1')],
    'ST-4',
  );
  expect(lost[0]).toMatchObject({
    outcome: 'refused',
    code: 35601,
    message: 'DeviceSn duplicated',
    conflict: { station: 'ST-3', batchTag: 'WO-1', at: expect.any(Number) },
  });
  expect(lost[1]).toMatchObject({ outcome: 'refused' });
  expect((await a.call('get', { query: { sn: 'WON-1' } })).data.allocateStatus).toBe('init');
});

test('a bad operation does not hold up the good ones beside it', async () => {
  const results = await a.operations([
    creates('g1-00000', 'GOOD-1'),
    creates('g2-00000', 'x'.repeat(65)),
    creates('g3-00000', 'NUL-\u0000'),
    creates('g4-00000', 'GOOD-2', { deviceData: { phase: 'five' } }),
    { key: 'g5-00000', kind: 'explode', groupId: 'INV5K1', deviceSn: 'GOOD-3' },
    creates('g6-00000', 'GOOD-4'),
  ]);
  expect(outcomes(results)).toEqual(['done', 'refused', 'refused', 'refused', 'refused', 'done']);
  const station = { id: 's', epoch: 0, name: '' };
  for (const operations of [[], [{ kind: 'create' }], 'none']) {
    const reply = await a.lineside('operations', { station, operations });
    expect([reply.http, reply.code]).toEqual([400, 99400]);
  }
});

test('a thousand operations are one batch', async () => {
  const units = Array.from({ length: 500 }, (_, index) => `BULK-${index}`);
  const batch = units.flatMap((sn) => [creates(`bulk-${sn}`, sn), allocates(`bulk-${sn}`, sn)]);
  const results = await a.operations(batch);
  expect(new Set(outcomes(results))).toEqual(new Set(['done']));
  const assets = results.flatMap(({ assetId }) => (assetId ? [assetId] : []));
  expect(new Set(assets).size).toBe(500);
});

test('hammered from both sides with the same SNs and repeated keys: each unit once', async () => {
  const before = (await a.lineside('summary')).data;
  const units = Array.from({ length: 60 }, (_, index) => `HAM-${index}`);
  const shuffled = () => units.toSorted(() => Math.random() - 0.5);
  const answers = new Map<string, Set<string>>();
  // Three stations each want every unit; each sends its batch again and again, cut differently, as
  // after lost replies, through both instances at the same time.
  const send = async (station: number, round: number): Promise<void> => {
    const own = shuffled().flatMap((sn) => [
      creates(`${station}-${sn}`, sn),
      allocates(`${station}-${sn}`, sn),
    ]);
    const cut = 20 + 2 * Math.floor(Math.random() * 20);
    const client = (station + round) % 2 === 0 ? a : b;
    for (const part of [own.slice(0, cut), own.slice(cut)]) {
      for (const result of await client.operations(part, `ST-${station}`)) {
        const known = answers.get(result.key) ?? new Set();
        answers.set(result.key, known.add(JSON.stringify(result)));
      }
    }
  };
  const rounds = [0, 1, 2].flatMap((station) => [0, 1, 2, 3].map((round) => send(station, round)));
  await Promise.all(rounds);

  expect(answers.size).toBe(360);
  for (const [key, given] of answers) expect([key, given.size]).toEqual([key, 1]);
  const final = [...answers.values()].map(([text]) => JSON.parse(text ?? '') as OperationResult);
  expect(final.filter(({ outcome }) => outcome === 'done')).toHaveLength(120);
  expect(final.filter(({ conflict }) => conflict)).toHaveLength(120);
  const after = (await b.lineside('summary')).data;
  expect(after.devices - before.devices).toBe(60);
  expect(after.allocated - before.allocated).toBe(60);
}, 180_000);

test('create through EnOS and through operations at the same time: one device', async () => {
  const races = Array.from({ length: 20 }, async (_, index) => {
    const sn = `RACE-${index}`;
    const [enos, [own], other] = await Promise.all([
      a.create('INV5K1', sn),
      b.operations([creates(`race-${index}`, sn)]),
      b.create('MTR3P2', sn),
    ]);
    const winners = Number(enos.code === 0) + Number(own?.outcome === 'done');
    expect([sn, winners, other.code]).toEqual([sn, 1, 0]);
  });
  await Promise.all(races);
});

describe('what stations pull', () => {
  test('the catalog, with secrets, once; then only what changed', async () => {
    const { data } = await a.lineside('catalog', undefined, { cursor: '0' });
    expect(data.items.map((item: { kind: string }) => item.kind)).toEqual([
      ...['environment', 'environment', 'gateway', 'masterDataGroup', 'masterDataGroup'],
      ...['registrationGroup', 'registrationGroup', 'registrationGroup'],
    ]);
    expect(data.items[5].body).toMatchObject({ groupId: 'INV5K1', groupSecret: 'sampleSecretInv' });
    const again = await b.lineside('catalog', undefined, { cursor: String(data.cursor) });
    expect(again.data).toEqual({ items: [], cursor: data.cursor, more: false });
    expect((await a.lineside('catalog', undefined, { cursor: '-1' })).http).toBe(400);
  });

  test('devices, none twice and none left out, also of a transaction that ends late', async () => {
    const pull = async (cursor: number) => {
      const got: string[] = [];
      for (let at = cursor; ; ) {
        const { data } = await a.lineside('devices', undefined, { cursor: String(at) });
        got.push(...data.items.map((item: { deviceSn: string }) => item.deviceSn));
        at = data.cursor;
        if (!data.more) return { got, cursor: at };
      }
    };
    const start = await pull(0);
    const slow = new pg.Client({ connectionString: database });
    await slow.connect();
    await slow.query('begin');
    await slow.query(`insert into device (org_id, group_id, device_sn, sn, batch_order, product_key,
      create_by, create_time, update_by, update_time)
      select org_id, 'INV5K1', 'LATE-1', 'LATE-1', 0, 'p', 'x', 0, 'x', 0 from ou`);
    await a.operations([creates('f1-00000', 'EARLY-1')]);
    const meanwhile = await pull(start.cursor);
    await slow.query('commit');
    await slow.end();
    await b.operations([creates('f2-00000', 'EARLY-2')]);
    const after = await pull(meanwhile.cursor);
    expect([...meanwhile.got, ...after.got].toSorted()).toEqual(['EARLY-1', 'EARLY-2', 'LATE-1']);
    const everything = (await pull(0)).got;
    const { devices } = (await a.lineside('summary')).data;
    expect(everything).toHaveLength(devices);
  });
});
