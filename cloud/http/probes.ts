import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { schemaSteps } from '../database/migrate.ts';
import { sayComeAgain } from './come-again.ts';

/** What a readiness probe waits for PostgreSQL, in milliseconds. */
const patience = 2000;

/**
 * `GET /health`: this process lives and answers; to be restarted when it does not. It does not ask
 * PostgreSQL, whose absence no restart of ours would mend.
 * `GET /ready`: requests may be sent here: PostgreSQL answers, has the tables this version knows, and
 * nobody has told the service to stop.
 */
export function probeRoutes(
  server: FastifyInstance,
  { pool, isStopping }: { pool: pg.Pool; isStopping: () => boolean },
): void {
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    if (isStopping()) return no('stopping');
    const found = await inTime(schemaOf(pool));
    if (found === null) return no('the database does not answer');
    if (found < schemaSteps) return no('the database is not up to date');
    return { status: 'ready' };

    function no(why: string): typeof reply {
      sayComeAgain(reply, why);
      return reply;
    }
  });
}

/** How many steps the schema has had; a newer version beside us may have made more. */
async function schemaOf(pool: pg.Pool): Promise<number | null> {
  const found = await pool
    .query<{ number: number }>('select max(number) as number from schema_step')
    .catch(() => null);
  return found?.rows[0]?.number ?? null;
}

async function inTime<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
