import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { keysOfNobody, listenForRevoked, type RevokedKeys } from '../devices/revoked.ts';
import { log, sentenceOf } from '../log.ts';
import type { Live } from './live.ts';

/** Milliseconds between two tries to listen again; PostgreSQL may be restarting. */
const pauses = [100, 500, 2000, 5000];

const payloadSchema = z.array(z.object({ productKey: z.string(), deviceKey: z.string() }));

/**
 * Hears whose credentials end, on a connection to PostgreSQL of its own, and cuts them. What was said
 * while nobody listened is made good: all guests are looked up each time that it listens anew, and
 * every `everyMs` besides, for a line that is dead without anybody knowing.
 * @returns ends it.
 */
export function watchEndings(
  databaseUrl: string,
  live: Live,
  everyMs: number,
): () => Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const watching = (async () => {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await listen(databaseUrl, live, everyMs, signal, () => {
          failures = 0;
        });
      } catch (error) {
        if (signal.aborted) return;
        log('warn', 'the gate does not hear of ended credentials', { detail: sentenceOf(error) });
      }
      const pause = pauses[Math.min(failures, pauses.length - 1)];
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await watching;
  };
}

/** Listens until it is told to stop. @throws what ended it before. */
async function listen(
  databaseUrl: string,
  live: Live,
  everyMs: number,
  signal: AbortSignal,
  heard: () => void,
): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
    keepAlive: true,
    application_name: 'lineside-gate',
  });
  const broken = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('the connection to the database ended')));
  });
  broken.catch(() => undefined);
  client.on('notification', ({ payload }) => live.cut(readPayload(payload)));
  try {
    await client.connect();
    await client.query(listenForRevoked);
    while (!signal.aborted) {
      live.cut(await keysOfNobody(client, live.keys()));
      heard();
      const pause = sleep(everyMs, undefined, { signal }).catch(() => undefined);
      await Promise.race([broken, pause]);
    }
  } finally {
    await Promise.race([client.end(), sleep(1000)]).catch(() => undefined);
  }
}

function readPayload(payload: string | undefined): RevokedKeys[] {
  try {
    return payloadSchema.parse(JSON.parse(payload ?? ''));
  } catch {
    log('warn', 'a word about ended credentials was not understood');
    return [];
  }
}
