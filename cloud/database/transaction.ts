import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { retried } from '../metrics/metrics.ts';

/** Whatever can run a query: the pool for a single one, a client inside a transaction. */
export type Queries = Pick<pg.ClientBase, 'query'>;

const attempts = 10;

/**
 * Runs `work` in one transaction: all of it holds, or nothing. When instances meet (deadlock,
 * serialization, two inserts of one system `sn`), PostgreSQL lets one of them go on and the other
 * starts again here, so `work` must not have effects outside the database.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: Queries) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      if (attempt >= attempts || !worthAnotherTry(error)) throw error;
      retried.inc({ sqlstate: (error as pg.DatabaseError).code ?? '' });
    } finally {
      client.release(broken);
    }
    await sleep(randomInt(10 * 2 ** Math.min(attempt, 5)));
  }
}

function worthAnotherTry(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  const serializationOrDeadlock = error.code === '40001' || error.code === '40P01';
  const sameNameTaken = error.code === '23505' && (error.constraint ?? '').endsWith('_made_up');
  return serializationOrDeadlock || sameNameTaken;
}

/** True for "PostgreSQL is away or overloaded": the same request may work later. */
export function isDatabaseError(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return true;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered/.test(
      message,
    )
  );
}
