import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findByKeys, noteLogin } from '../../cloud/devices/connect.ts';
import { keysOfNobody } from '../../cloud/devices/revoked.ts';
import { readOptions } from '../../cloud/options.ts';
import { Vault } from '../../cloud/secrets/vault.ts';
import { type Cloud, startCloud } from '../../cloud/start.ts';
import { seriesSchema } from '../../shared/models/series.ts';
import { compileSeries } from '../../shared/serial/series/compile.ts';
import { root } from '../support/cli.ts';
import { deviceSign } from '../support/enos-signing.ts';
import { must } from '../support/must.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { change, datum, mustSave, save } from './catalog-edits.ts';
import { groupSecretOf, lifeCatalog, secondOu, solar } from './house.ts';
import { flat, overhear, type Statement } from './overheard.ts';
import { freshDatabase, newMasterKey, StationClient, sql } from './support.ts';

/** What the service really says to PostgreSQL, on two OUs of 50,000 devices each. */
let postgres: TestPostgres;
let cloud: Cloud;
let folder: string;
let database: string;
let client: StationClient;
const key = newMasterKey();
const ear = overhear();

const devicesOfEach = 50_000;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await freshDatabase(postgres.url);
  folder = await mkdtemp(join(tmpdir(), 'lineside-statements-'));
  const args = ['--database-url', database, '--seed', await lifeCatalog(folder)];
  cloud = await startCloud(readOptions(args, { LINESIDE_CLOUD_KEY: key }));
  client = new StationClient(cloud);
  await secondOu(database, key, cloud);
  await fill();
  await useAll();
}, 180_000);
afterAll(async () => {
  await cloud?.close();
  ear.stop();
  await postgres?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Years of work: devices, half of them allocated, their history, and the operations of stations. */
async function fill(): Promise<void> {
  const ous = [cloud.orgId, 'o-second'];
  for (const [nth, orgId] of ous.entries()) {
    await sql(
      database,
      `insert into device (org_id, group_id, device_sn, sn, batch_order, product_key, create_by, create_time,
         update_by, update_time, allocate_status, current_status, asset_id, device_key, device_secret,
         region_id, target_org_id)
       select $1, 'G' || n % 20, 'SN-' || n, 'sn-' || $2 || '-' || n, n / 100, 'pk' || n % 20, 'filled', n,
         'filled', n, case when n % 2 = 0 then 'allocated' else 'init' end,
         case when n % 2 = 0 then 'allocated' else 'init' end, 'asset-' || $2 || '-' || n,
         'dk-' || $2 || '-' || n, '\\x00', 'beta', 'o-solar'
       from generate_series(1, $3::int) as n`,
      [orgId, nth, devicesOfEach],
    );
    await sql(
      database,
      `insert into device_event (org_id, group_id, device_sn, at, what)
       select org_id, group_id, device_sn, 1, 'created' from device where org_id = $1`,
      [orgId],
    );
    await sql(
      database,
      `insert into operation (org_id, key, fingerprint, kind, group_id, device_sn, station_id, epoch, at, result)
       select org_id, 'filled-' || sn, '\\x00', 'create', group_id, device_sn, 'ST', 1, 1, '{}'
       from device where org_id = $1`,
      [orgId],
    );
  }
  await sql(database, 'vacuum analyze');
}

/** Every call there is, so that every statement there is was said. */
async function useAll(): Promise<void> {
  const act = (action: string, body: object) => client.call(action, { body });
  await client.tokenReply();
  const accessToken = await client.token();
  await client.tokenReply({ accessToken }, 'refresh');
  await client.call('get', { query: { sn: 'sn-0-5' } });
  for (const sn of ['A', 'B', 'C', 'D']) await client.create('MIG', sn);
  await act('create', { groupId: 'MIG', count: 3 });
  await act('search', { expression: `sn = 'sn-0-7'` });
  await act('search', { expression: `groupId = 'G3' and deviceData.deviceSn = 'SN-3'` });
  await act('search', { expression: `deviceData.assetId = 'asset-0-9'` });
  await act('allocate', { sn: 'A', deviceData: solar });
  await act('allocate', { sn: 'B', deviceData: { regionId: 'nowhere', orgId: 'none' } });
  await act('update', { sn: 'A', desc: 'changed' });
  await act('resetAllocationStatus', { groupId: 'MIG', sns: ['A'] });
  await act('allocate', { sn: 'A', deviceData: solar });
  await act('replace', { sn: 'A', replacementSn: 'C' });
  await act('delete', { groupId: 'MIG', snList: ['B'] });
  const about = { groupId: 'MIG', deviceSn: 'E' };
  const kinds = ['create', 'allocate', 'update', 'reset', 'allocate', 'replace', 'delete'] as const;
  for (const [nth, kind] of kinds.entries()) {
    const more = { replace: { deviceSn: 'D', replaces: 'E' }, delete: { deviceSn: 'D' } };
    const given = kind in more ? more[kind as keyof typeof more] : {};
    const deviceData = kind === 'allocate' ? solar : {};
    const operation = { key: `statement-${nth}`, kind, ...about, deviceData, ...given };
    const [result] = await client.operations([operation]);
    expect([kind, result?.outcome]).toEqual([kind, 'done']);
  }
  await client.lineside('operations/lookup', { keys: ['statement-0', 'filled-sn-0-3'] });
  await client.lineside('devices/look', { devices: [{ groupId: 'G3', deviceSn: 'SN-3' }] });
  await client.lineside('devices/credentials', {
    ...{ groupId: 'MIG', deviceSn: 'C', by: 'us', reason: 'test' },
  });
  await client.lineside('catalog');
  await client.lineside('devices');
  await client.lineside('devices', undefined, { cursor: '40000' });
  await client.lineside('summary');
  const made = { parts: [{ kind: 'counter' }], counter: { width: 4 } };
  await mustSave(client, await change(client, 'registrationGroup', 'MIG', { series: made }), true);
  const { layout } = must(compileSeries(seriesSchema.parse(made), { groupId: 'MIG', modelId: '' }));
  const station = { id: 'statements', epoch: 1, name: 'S' };
  const wish = {
    key: 'statement-range',
    station,
    groupId: 'MIG',
    layout,
    period: 'ever',
    count: 5,
  };
  const leased = await client.lineside('ranges/lease', wish);
  if (leased.code !== 0) throw new Error(`${leased.code} ${leased.msg}`);
  await beDevices();
  await editTheCatalog();
}

/** Edits that take something away; each is asked about, which counts, and then saved. */
async function editTheCatalog(): Promise<void> {
  const deviceData = { deviceSn: 'USED', site: 'Hall 3' };
  await client.create('REQ', 'USED', { deviceData });
  const grid = { regionId: 'eu2', orgId: 'o-grid' };
  await client.call('allocate', { body: { sn: 'USED', deviceData: grid } });
  const masterData = [
    datum('site', { type: 'Enum', items: ['Hall 1'] }),
    datum('new', { required: true }),
  ];
  const strict = { id: 'md-strict', name: 'Strict', assetType: 'Inverter', masterData };
  const file = { environments: [{ regionId: 'eu2', name: 'eu2' }], masterDataGroups: [strict] };
  expect((await client.lineside('catalog/import', { file })).data?.saved).toBe(false);
  const edits = [
    () => change(client, 'environment', 'eu2', { ous: [] }),
    () => change(client, 'masterDataGroup', 'md-strict', { masterData }),
    () => change(client, 'registrationGroup', 'REQ', { masterDataGroupId: 'md-inverter' }),
    () => change(client, 'registrationGroup', 'REQ', {}, { retired: true }),
    () => change(client, 'gateway', 'iot-hub', {}, { retired: true }),
  ];
  for (const edit of edits) {
    expect((await save(client, await edit())).data?.saved).toBe(false);
    await mustSave(client, await edit(), true);
  }
}

async function beDevices(): Promise<void> {
  const timestamp = Number(client.timestamp());
  const dpsSign = (sn: string) => deviceSign(sn, timestamp, groupSecretOf('AUT'));
  const boot = await client.post('/dev/bootstrap', {
    ...{ groupId: 'AUT', deviceSn: 'BOOT', dpsSignMethod: 'sha256', dpsSignTimestamp: timestamp },
    ...{ dpsSign: dpsSign('BOOT'), deviceName: { defaultValue: 'Boot' }, timezone: '+08:00' },
  });
  const self = { sn: 'BOOT', timestamp: timestamp + 1 };
  const sign = deviceSign(self.sn, self.timestamp, groupSecretOf('AUT'));
  const conn = await client.post('/dev/get/conn', { self: { ...self, sign } });
  expect(conn.whole.dk).toBe(boot.whole.dk);
  const pool = new pg.Pool({ connectionString: database });
  const found = await findByKeys(pool, new Vault(key), conn.whole.pk, conn.whole.dk);
  if (!found) throw new Error('the device is not known by its keys');
  await noteLogin(pool, found, false);
  await noteLogin(pool, found, true);
  const keys = { productKey: conn.whole.pk, deviceKey: conn.whole.dk };
  const nobody = { ...keys, deviceKey: 'nobody' };
  expect(await keysOfNobody(pool, [keys, nobody])).toEqual([nobody]);
  await pool.end();
}

/** What may look beyond one OU, and why. Each must still be said, or it goes from here. */
const exceptions: [start: string, why: string][] = [
  [
    'select app.org_id, app.app_key, app.app_secret from token',
    'whose token it is, is the question',
  ],
  ['select org_id, app_key, app_secret from app where app_key', 'a login names its key only'],
  ['select org_id, secret from catalog_item', 'a device names its group only'],
  ['select device.org_id', 'a device names its `sn` only, which is unique in the cloud'],
  ['select org_id, group_id, device_sn, sn, current_status', 'a gateway names two keys only'],
  ['select k.product_key', 'a gate asks whose the keys are that came to it'],
  ['delete from device_request', 'signatures that nobody can use any more, by age'],
  ['update device set made_in', 'at start, in all OUs; led by each'],
  ['update device_gone set', 'at start, in all OUs; led by each'],
  ['select org_id, key_check from ou', 'at start: which OU there is'],
];
/** Statements that count or walk what was asked for, however much it is. */
const wide: [start: string, why: string][] = [
  ['select count(*) as devices', 'a summary counts all devices of the OU'],
  ['update device set made_in', 'at start'],
  ['update device_gone set', 'at start'],
  ['select count(*) as count from device', 'who lacks a value, when master data are narrowed'],
  ['select datum.key as id', 'who has a value, when master data are narrowed'],
  ['declare by_value', 'which values there are, when master data are narrowed'],
  ['select device.device_sn as sn', 'a few of them'],
  ['select place, max', 'who is in an OU that goes'],
];
const startsLike = (text: string, list: readonly (readonly [string, string])[]) =>
  list.some(([start]) => flat(text).startsWith(start));

/** How a statement on a table that has an OU looks. */
async function wordsOfOus(): Promise<RegExp> {
  const tables = await sql(
    database,
    `select table_name from information_schema.columns
     where column_name = 'org_id' and table_schema = 'public'`,
  );
  const names = tables.map(({ table_name: name }) => name).join('|');
  return new RegExp(`\\b(from|join|into|update) (${names})\\b`);
}
async function onOus(): Promise<Statement[]> {
  const use = await wordsOfOus();
  return ear.statements.filter(
    ({ text }) => use.test(flat(text)) && !flat(text).startsWith('create '),
  );
}

test('every statement was heard: each file that makes one has made one', async () => {
  const heard = new Set((await onOus()).map(({ file }) => file));
  const use = await wordsOfOus();
  const makers = globSync('cloud/**/*.ts', { cwd: root }).filter((file) => {
    const code = readFileSync(join(root, file), 'utf8');
    return /\.query[<(]/.test(code) && use.test(flat(code));
  });
  expect(makers.length).toBeGreaterThan(15);
  expect(makers.filter((file) => !heard.has(file))).toEqual([]);
});

test('every statement names its OU, except those that are listed with their reason', async () => {
  const strays = (await onOus()).filter(({ text }) => {
    const line = flat(text);
    return !/\borg_id = \$\d/.test(line) && !/insert into \w+ \(org_id\b/.test(line);
  });
  const unknown = strays.filter(({ text }) => !startsLike(text, exceptions));
  expect(unknown.map(({ file, text }) => `${file}: ${flat(text)}`)).toEqual([]);
  const unused = exceptions.filter(
    ([start]) => !strays.some(({ text }) => flat(text).startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test('every key leads with the OU, except those that the page on growing says what to do about', async () => {
  const keys = await sql(
    database,
    `select t.relname as table, i.relname as name, a.attname as first
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
     where x.indisunique and t.relnamespace = 'public'::regnamespace and t.relname <> 'schema_step'`,
  );
  expect(keys.length).toBeGreaterThan(15);
  const others = keys.filter(({ first }) => first !== 'org_id').map(({ name }) => String(name));
  const growing = readFileSync(join(root, 'docs/growing.md'), 'utf8');
  const told = [...growing.matchAll(/^\| `(\w+) \(/gm)].map(([, name]) => name);
  expect(others.toSorted()).toEqual(told.toSorted());
  expect(others).toContain('device_sn_made_up');
});

describe('on 100,000 devices', () => {
  test('no statement reads a whole table', async () => {
    const connection = new pg.Client({ connectionString: database });
    await connection.connect();
    onTestFinished(() => connection.end());
    const large = new Set(['device', 'device_event', 'operation']);
    const slow: string[] = [];
    let explained = 0;
    for (const { text, values, file } of await onOus()) {
      if (startsLike(text, wide)) continue;
      const { rows } = await connection.query(`explain (format json) ${text}`, values);
      explained++;
      for (const node of nodesOf(rows[0]['QUERY PLAN'][0].Plan)) {
        if (node['Node Type'] !== 'Seq Scan' || !large.has(node['Relation Name'] ?? '')) continue;
        slow.push(`${file}: ${flat(text)}`);
      }
    }
    expect(explained).toBeGreaterThan(100);
    expect([...new Set(slow)]).toEqual([]);
  });

  test('a page beyond the end is not looked for', async () => {
    const before = ear.statements.length;
    const reply = await client.call('search', {
      body: { expression: `groupId = 'G3'`, pagination: { pageNo: 1_000_000, pageSize: 1000 } },
    });
    expect([reply.data, reply.whole.pagination.totalSize]).toEqual([[], devicesOfEach / 20]);
    const said = ear.statements.slice(before).map(({ text }) => flat(text));
    expect(said.filter((text) => / offset /.test(text))).toEqual([]);
  });
});

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('a batch is written set-wise', () => {
  const said = async (count: number, name: string): Promise<number> => {
    const operations = Array.from({ length: count }, (_, n) => {
      const lane = { groupId: 'MIG', deviceSn: `${name}-${n >> 1}` };
      return n % 2 === 0
        ? { key: `${name}-create-${n}`, kind: 'create', ...lane, batchTag: 'B' }
        : { key: `${name}-allocate-${n}`, kind: 'allocate', ...lane, deviceData: solar };
    });
    await client.operations(operations.slice(0, 2));
    const before = ear.statements.length;
    const results = await client.operations(operations);
    expect(results.every(({ outcome }) => outcome === 'done')).toBe(true);
    return ear.statements.length - before;
  };

  test('1,000 operations take as many statements as 4, in one transaction', async () => {
    const few = await said(4, 'few');
    expect(await said(1000, 'many')).toBe(few);
    expect(few).toBeLessThan(40);
    const last = ear.statements.slice(-few).map(({ text }) => flat(text));
    expect(last.filter((text) => /^(begin|commit)$/.test(text))).toEqual(['begin', 'commit']);
  });
});
