import pg from 'pg';
import { ProblemError } from '../../shared/problems.ts';
import { log, sentenceOf } from '../log.ts';

/** What one statement of a request may take, in milliseconds. */
export const usualStatement = 30_000;

/** bigint and count(*): all of ours stay far below 2^53, and JSON has no other number. */
const int8 = 20;

/**
 * Connections to PostgreSQL, proved to work.
 * @throws ProblemError `database-unreachable` after 5 s at most, without the address, which may hold
 *   a password.
 */
export async function openPool(url: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: usualStatement,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'lineside-cloud',
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === int8
          ? Number
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that breaks while nobody waits on it (PostgreSQL restarted, say) emits `error`;
  // unheard, that would end the process. Whoever uses it next gets the failure as an answer.
  pool.on('error', (error) =>
    log('warn', 'a database connection broke', { detail: sentenceOf(error) }),
  );
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const found = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((found.rows[0]?.version ?? 0) < 130_000) {
      throw new ProblemError('cloud-start-failed', { detail: 'PostgreSQL 13 or later is needed' });
    }
    return pool;
  } catch (error) {
    await pool.end().catch(() => undefined);
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('database-unreachable', { detail: sentenceOf(error) });
  }
}
