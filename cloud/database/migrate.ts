import type pg from 'pg';
import { ProblemError } from '../../shared/problems.ts';
import { log } from '../log.ts';
import { sql as m0001 } from './migrations/0001-ou.ts';
import { sql as m0002 } from './migrations/0002-catalog.ts';
import { sql as m0003 } from './migrations/0003-devices.ts';
import { sql as m0004 } from './migrations/0004-operations.ts';
import { sql as m0005 } from './migrations/0005-life.ts';

/** In order, for ever: a step that was released is never edited, only followed by another. */
const migrations = [m0001, m0002, m0003, m0004, m0005];

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
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    return await work(client);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection that failed is closed, and its lock with it.
    if (!failure) await client.query('select pg_advisory_unlock($1)', [lockNumber]);
    client.release(failure);
  }
}

/** Brings the schema up to date, each step in its own transaction. */
export async function migrate(client: pg.PoolClient): Promise<void> {
  await client.query(`create table if not exists schema_step (
    number int primary key, done_at timestamptz not null default now())`);
  const found = await client.query<{ number: number }>(
    'select coalesce(max(number), 0) as number from schema_step',
  );
  const done = found.rows[0]?.number ?? 0;
  if (done > migrations.length) {
    throw new ProblemError('cloud-start-failed', {
      detail: `the database was made by a newer Lineside (schema ${done}, this one knows ${migrations.length})`,
    });
  }
  for (const [index, sql] of migrations.entries()) {
    const number = index + 1;
    if (number <= done) continue;
    await client.query('begin');
    try {
      await client.query(sql);
      await client.query('insert into schema_step (number) values ($1)', [number]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
    log('info', 'schema step done', { number });
  }
}
