import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readOptions } from '../../cloud/options.ts';
import { startCloud } from '../../cloud/start.ts';
import { lifeCatalog } from '../cloud/house.ts';
import { newMasterKey, StationClient } from '../cloud/support.ts';
import { startPostgres } from '../support/postgres.ts';

/**
 * Batches of 1,000 as stations send them, over HTTP into one instance on real PostgreSQL, beside the
 * floor: a bare `insert` of the same rows by `unnest` into a table with the same indexes, in one
 * interleaved run. `npm run bench -- cloud-batch [ROUNDS]`
 */

const rounds = Number(process.argv[2] ?? 15);
const size = 1000;
const folder = mkdtempSync(join(process.env.LINESIDE_BENCH_FOLDER ?? tmpdir(), 'lineside-bench-'));
await using postgres = await startPostgres();
const options = ['--database-url', postgres.url, '--seed', await lifeCatalog(folder)];
const cloud = await startCloud(
  readOptions(options, {
    LINESIDE_CLOUD_KEY: newMasterKey(),
    LINESIDE_CLOUD_LIMITS: 'requests=0,operations=0',
  }),
);
const client = new StationClient(cloud);
const bare = new pg.Client({ connectionString: postgres.url });
await bare.connect();
await bare.query('create table bare (like device including all)');

const names = (round: number) => Array.from({ length: size }, (_, n) => `BENCH-${round}-${n}`);
const send = async (round: number, kind: string, more: object = {}): Promise<void> => {
  const operations = names(round).map((deviceSn, n) => ({
    ...{ key: `bench-${kind}-${round}-${n}`, kind, groupId: 'MIG', deviceSn, ...more },
  }));
  const results = await client.operations(operations);
  const bad = results.find(({ outcome }) => outcome !== 'done');
  if (bad) throw new Error(JSON.stringify(bad));
};
const target = { deviceData: { regionId: 'beta', orgId: 'o-solar' } };
const variants: Record<string, (round: number) => Promise<unknown>> = {
  'bare insert by unnest, one transaction': (round) =>
    bare.query(
      `insert into bare (org_id, group_id, device_sn, sn, batch_order, product_key, create_by,
         create_time, update_by, update_time)
       select $1, 'MIG', sn, sn, 1, 'pk', 'me', 1, 'me', 1 from unnest($2::text[]) as sn`,
      [cloud.orgId, names(round)],
    ),
  'batch of 1,000 creates': (round) => send(round, 'create'),
  'batch of 1,000 allocates': (round) => send(round, 'allocate', target),
  'the same batch again': (round) => send(round, 'allocate', target),
};

const times = new Map(Object.keys(variants).map((name) => [name, [] as number[]]));
for (let round = 0; round < rounds + 2; round++) {
  for (const [name, work] of Object.entries(variants)) {
    const start = performance.now();
    await work(round);
    if (round >= 2) times.get(name)?.push(performance.now() - start);
  }
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] as number;
const floor = median([...times.values()][0] as number[]);
console.log(`${rounds} rounds, interleaved, one after the other`);
console.log('| variant | p50 ms | devices/s | p50 : floor |\n|---|---|---|---|');
for (const [name, list] of times) {
  const ms = median(list);
  const perSecond = Math.round((size / ms) * 1000).toLocaleString('en');
  console.log(`| ${name} | ${ms.toFixed(1)} | ${perSecond} | ${(ms / floor).toFixed(1)} |`);
}
await bare.end();
await cloud.close();
rmSync(folder, { recursive: true, force: true });
