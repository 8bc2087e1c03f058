import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type RunningCloud, sampleCatalog, startCloud } from './cli.ts';
import type { CloudKeys } from './enos-client.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { startPostgres } from './postgres.ts';
import type { Random } from './random.ts';

/**
 * Several instances of the cloud, real processes, on one real PostgreSQL. In front of each stands a
 * cable that can be meddled with; like a load balancer it sends some requests to another instance, so
 * that what one committed is asked of another.
 */
export interface Cluster extends AsyncDisposable {
  readonly keys: CloudKeys;
  readonly fronts: readonly FaultProxy[];
  /** What is really stored. */
  readonly database: pg.Client;
  /** Requests that any station has made so far. */
  requests(): number;
  /** SIGKILL of an instance and its return. */
  killInstance(index: number): Promise<void>;
  /** Ends some of the instances' connections to PostgreSQL from its side. */
  breakConnections(): Promise<void>;
  /** Cuts what hangs; from here on nothing is meddled with. */
  heal(): Promise<void>;
  /** Ends the instances the polite way; exit statuses. */
  stop(): Promise<(number | null)[]>;
}

export async function startCluster(instances: number, random: Random): Promise<Cluster> {
  const ends: (() => PromiseLike<unknown>)[] = [];
  const endAll = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    return await startAll(instances, random, ends, endAll);
  } catch (error) {
    await endAll();
    throw error;
  }
}

async function startAll(
  instances: number,
  random: Random,
  ends: (() => PromiseLike<unknown>)[],
  endAll: () => Promise<void>,
): Promise<Cluster> {
  const postgres = await startPostgres();
  ends.push(() => postgres[Symbol.asyncDispose]());
  const env = { LINESIDE_CLOUD_KEY: randomBytes(32).toString('hex') };
  const args = ['--database-url', postgres.url, '--seed', sampleCatalog];
  const start = (): Promise<RunningCloud> => startCloud(args, { env });
  const clouds = await Promise.all(Array.from({ length: instances }, start));
  ends.push(async () => {
    await Promise.all(clouds.map((cloud) => cloud.process.kill()));
  });
  const urlOf = (index: number): string => (clouds[index] as RunningCloud).url;
  const fronts: FaultProxy[] = [];
  for (const index of clouds.keys()) {
    const target = () => urlOf(random.chance(0.3) ? random.int(0, instances - 1) : index);
    fronts.push(await startFaultProxy(target));
  }
  ends.push(async () => {
    await Promise.all(fronts.map((front) => front.close()));
  });
  const database = new pg.Client({ connectionString: postgres.url, application_name: 'the test' });
  await database.connect();
  ends.push(() => database.end());
  return {
    keys: clouds[0] as RunningCloud,
    fronts,
    database,
    requests: () =>
      fronts.flatMap(({ counts }) => Object.values(counts)).reduce((sum, one) => sum + one, 0),
    async killInstance(index) {
      await clouds[index]?.process.kill();
      clouds[index] = await start();
    },
    async breakConnections() {
      const { rows } = await database.query<{ pid: number }>(
        `select pid from pg_stat_activity where application_name = 'lineside-cloud' order by pid`,
      );
      const some = rows.map(({ pid }) => pid).filter(() => random.chance(0.6));
      await database.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [
        some,
      ]);
    },
    async heal() {
      for (const front of fronts) {
        front.meddle = () => 'pass';
        await front.pull();
        await front.restore();
      }
    },
    async stop() {
      const ended = await Promise.all(clouds.map((cloud) => cloud.stop()));
      return ended.map(({ code }) => code);
    },
    [Symbol.asyncDispose]: endAll,
  };
}
