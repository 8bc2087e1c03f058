import { globSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../support/cli.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { until } from '../support/wait.ts';
import { faultsOf } from './schema-rules.ts';
import {
  creates,
  freshDatabase,
  launch,
  newMasterKey,
  refusedStart,
  StationClient,
  sampleCatalog,
  sql,
  started,
  startService,
} from './support.ts';

/**
 * Two versions on one database. The version before is not here to be run: that it goes on is shown by
 * the rule that a step only adds, and by this version going on beside a step that adds.
 */
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.[Symbol.asyncDispose]());

const files = globSync('cloud/database/migrations/*.ts', { cwd: root }).toSorted();
const stepsOf = () =>
  Promise.all(files.map(async (file) => ((await import(join(root, file))) as { sql: string }).sql));

describe('a step only adds', () => {
  test.for(files)('%s', async (file) => {
    const { sql: step } = (await import(join(root, file))) as { sql: string };
    expect(faultsOf(step)).toEqual([]);
  });

  test.for([
    'drop table device',
    'alter table device drop column sn',
    'alter table device rename column sn to system_sn',
    'alter table device alter column sn type bigint',
    'alter table device alter column description set not null',
    'alter table device add column a text not null',
    'alter table device add column a text not null default md5(random()::text)',
    'alter table device add column a text unique',
    'alter table device add constraint c check (a > 0)',
    'alter table device drop constraint device_pkey',
    'alter table device drop constraint device_sn_made_up',
    'create unique index i on device (a)',
    'create index i on device (a)',
    `update device set description = ''`,
    'truncate operation',
  ])('and not: %s', (statement) => {
    expect(faultsOf(`create table other (a int); ${statement};`)).toHaveLength(1);
  });
});

test('instances serve while others start, and while a later version adds to the tables', async () => {
  const database = await freshDatabase(postgres.url);
  const env = { LINESIDE_CLOUD_KEY: newMasterKey() };
  const args = ['--database-url', database, '--seed', sampleCatalog];
  await using serving = await startService(args, env);
  const client = new StationClient(serving);
  await client.token();
  let over = false;
  let sent = 0;
  const traffic = (async () => {
    for (; !over; sent++) {
      const sn = `ROLLING-${sent}`;
      const [made] = await client.operations([creates(`rolling-${sent}`, sn)]);
      const found = await client.call('get', { query: { sn } });
      expect([made?.outcome, found.code]).toEqual(['done', 0]);
    }
  })();
  const moreTraffic = (count: number) => {
    const goal = sent + count;
    return Promise.race([traffic, until('more traffic', () => sent >= goal)]);
  };
  await moreTraffic(5);
  await using second = await startService(args, env);
  expect(second.orgId).toBe(serving.orgId);
  await moreTraffic(5);
  const later = `
    alter table device add column later_thing text not null default 'later';
    alter table operation add column later_thing bigint;
    alter table catalog_item add column later_thing jsonb;
    create table later (org_id text primary key);
    insert into schema_step (number) values (999);`;
  expect(faultsOf(later.replace(/insert.*/, ''))).toEqual([]);
  await sql(database, `begin; ${later} commit`);
  await moreTraffic(10);
  expect((await fetch(`${serving.url}/ready`)).status).toBe(200);
  // A release can be taken back: this version starts beside the later one.
  await (await startService(args, env)).stop();
  over = true;
  await traffic;
  expect(await client.searchAll(`deviceData.deviceSn LIKE 'ROLLING-%'`)).toHaveLength(sent);
  // Unless the later one has taken something away.
  await sql(database, 'update schema_step set oldest = 999 where number = 999');
  const refused = await refusedStart(args, env);
  expect([refused.code, refused.message]).toEqual([
    'cloud-start-failed',
    expect.stringContaining('made by a newer Lineside'),
  ]);
}, 180_000);

test('a step that has to wait for a table lets everybody else pass meanwhile', async () => {
  const database = await freshDatabase(postgres.url);
  const before = (await stepsOf()).slice(0, 4);
  await sql(
    database,
    'create table schema_step (number int primary key, done_at timestamptz default now())',
  );
  for (const [index, step] of before.entries()) {
    await sql(database, step);
    await sql(database, 'insert into schema_step (number) values ($1)', [index + 1]);
  }
  // Somebody is in the middle of a long change of devices.
  const holder = new pg.Client({ connectionString: database });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin');
  await holder.query('lock table device in row exclusive mode');
  const starting = launch(['--database-url', database], { LINESIDE_CLOUD_KEY: newMasterKey() });
  await until('the step to give way', () =>
    starting.log().includes('a schema step waits for its turn'),
  );
  // Behind a step that waits for ever this would wait for ever.
  expect(await sql(database, 'select count(*)::int as count from device')).toEqual([{ count: 0 }]);
  await holder.query('commit');
  await using service = await started(starting);
  expect((await fetch(`${service.url}/ready`)).status).toBe(200);
}, 180_000);
