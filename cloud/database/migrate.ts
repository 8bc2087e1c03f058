import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ProblemError } from '../../shared/problems.ts';
import { log } from '../log.ts';
import { sql as m0001 } from './migrations/0001-ou.ts';
import { sql as m0002 } from './migrations/0002-catalog.ts';
import { sql as m0003 } from './migrations/0003-devices.ts';
import { sql as m0004 } from './migrations/0004-operations.ts';
import { sql as m0005 } from './migrations/0005-life.ts';
import { sql as m0006 } from './migrations/0006-catalog-edits.ts';
import { sql as m0007 } from './migrations/0007-gone.ts';
import { sql as m0008 } from './migrations/0008-ranges.ts';
import { usualStatement } from './pool.ts';

/** In order, for ever: a step that was released is never edited, only followed by another. */
const migrations = [m0001, m0002, m0003, m0004, m0005, m0006, m0007, m0008];

/** How many steps this version knows. */
export const schemaSteps = migrations.length;

/** For one step, and for waiting for another instance that makes one. */
const longestStep = '15min';
/** What a step keeps others waiting at most. */
const longestWait = '2s';
/** Milliseconds in which those pass who waited behind it. */
const pause = 500;
const attempts = 120;
const patience = `select set_config('statement_timeout', $1, false)`;
/** SQLSTATE of a `lock_timeout`. */
const lockNotAvailable = '55P03';

/** Any number, the same in every instance: "Line" in ASCII. */
const lockNumber = 0x4c696e65;

/**
 * Runs `work` on one connection while every other instance that wants to do the same waits, so that
 * two first starts on one empty database make one schema and one OU.
 */
export async function alone<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query(patience, [longestStep]);
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    return await work(client);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection that failed is closed, and its lock with it.
    if (!failure) {
      await client.query('select pg_advisory_unlock($1)', [lockNumber]);
      await client.query(patience, [String(usualStatement)]);
    }
    client.release(failure);
  }
}

/**
 * Brings the schema up to date, each step in its own transaction. A version may start on a schema that
 * a later one has added to, so that a release can be taken back; a step that takes something away
 * raises `oldest`, the number of steps a version has to know to run on it.
 * @throws ProblemError when this version is too old for the schema.
 */
export async function migrate(client: pg.PoolClient): Promise<void> {
  await client.query(`create table if not exists schema_step (
    number int primary key, done_at timestamptz not null default now())`);
  await client.query(
    'alter table schema_step add column if not exists oldest int not null default 0',
  );
  const found = await client.query<{ number: number; oldest: number }>(
    `select coalesce(max(number), 0) as number, coalesce(max(oldest), 0) as oldest from schema_step`,
  );
  const { number: done, oldest } = found.rows[0] ?? { number: 0, oldest: 0 };
  if (oldest > migrations.length) {
    throw new ProblemError('cloud-start-failed', {
      detail: `the database was made by a newer Lineside (schema ${done}, this one knows ${migrations.length} and would have to know ${oldest})`,
    });
  }
  if (done > migrations.length) log('info', 'a newer version has added to the schema', { done });
  for (const [index, sql] of migrations.entries()) {
    const number = index + 1;
    if (number <= done) continue;
    await step(client, number, sql);
    log('info', 'schema step done', { number });
  }
}

/**
 * A step that changes a table waits for the statements that use it, and every later statement waits
 * behind the step. So it waits a moment only, lets them pass and tries again: other instances serve
 * all the while.
 */
async function step(client: pg.PoolClient, number: number, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await client.query('begin');
    try {
      await client.query(`select set_config('lock_timeout', $1, true)`, [longestWait]);
      await client.query(sql);
      await client.query('insert into schema_step (number) values ($1)', [number]);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      const kept = error instanceof pg.DatabaseError && error.code === lockNotAvailable;
      if (!kept || attempt >= attempts) throw error;
      log('warn', 'a schema step waits for its turn', { number, attempt });
    }
    await sleep(pause);
  }
}
