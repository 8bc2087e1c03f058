import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type pg from 'pg';
import { isDatabaseError } from '../database/transaction.ts';
import { deviceSideRoutes } from '../enos/device-routes.ts';
import { deviceRoutes } from '../enos/routes.ts';
import { tokenRoutes } from '../enos/token-routes.ts';
import { TokenError, type Tokens } from '../enos/tokens.ts';
import { linesideRoutes } from '../lineside/routes.ts';
import { log, sentenceOf } from '../log.ts';
import type { Vault } from '../secrets/vault.ts';
import { bodyLimit } from './body.ts';
import { drain } from './drain.ts';
import { EnosError, failure } from './envelope.ts';

/** What the routes work with. */
export interface Rooms {
  pool: pg.Pool;
  vault: Vault;
  tokens: Tokens;
}

/** Requests worked on at once in one instance; more are told to come again, before memory runs out. */
const busiest = 200;
/** Seconds after which a caller that met a full or broken house should try again. */
const retryAfter = '2';

/** The whole HTTP service, not listening yet. */
export function createServer(rooms: Rooms): FastifyInstance {
  const server = Fastify({
    bodyLimit,
    requestTimeout: 60_000,
    // A line that is cut in mid-answer must not hold up the end of the service.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  // Bodies stay text until their signature is checked, which is made over exactly what was sent.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });

  let busy = 0;
  server.addHook('onRequest', (_request, reply, next) => {
    busy++;
    reply.raw.once('close', () => busy--);
    if (busy <= busiest) return next();
    unavailable(reply, 'too many requests at once');
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  server.setNotFoundHandler((_request, reply) => {
    reply.code(404).send(failure(99400, 'Invalid Argument url:url not found'));
  });
  server.setErrorHandler(async (error, request, reply) => {
    if ((error as FastifyError).statusCode === 413) await drain(request.raw);
    answerFailure(error, request.url, reply);
    return reply;
  });

  server.get('/health', async () => {
    await rooms.pool.query('select 1');
    return { status: 'ok' };
  });
  tokenRoutes(server, rooms);
  deviceRoutes(server, rooms);
  deviceSideRoutes(server, rooms);
  linesideRoutes(server, rooms);
  return server;
}

function answerFailure(error: unknown, url: string, reply: FastifyReply): void {
  if (error instanceof TokenError) {
    reply.code(401).send(failure(error.code, error.message));
  } else if (error instanceof EnosError) {
    reply.code(error.status).send(failure(error.code, error.message));
  } else if (isDatabaseError(error)) {
    if (sqlState(error).startsWith('22')) {
      // A value that no column can hold; the checks in front should have said which.
      reply.code(400).send(failure(99400, 'Invalid Argument'));
      return;
    }
    log('error', 'the database did not do it', {
      path: url.split('?', 1)[0] ?? '',
      sqlState: sqlState(error),
      detail: sentenceOf(error),
    });
    unavailable(reply, 'the database is not available');
  } else {
    const status = (error as FastifyError).statusCode ?? 500;
    if (status >= 500) log('error', 'request failed', { detail: (error as Error).stack ?? '' });
    const message = status >= 500 ? 'internal service exception' : sentenceOf(error);
    reply.code(status).send(failure(status >= 500 ? 1005 : 99400, message));
  }
}

const sqlState = (error: unknown): string => (error as { code?: string }).code ?? '';

function unavailable(reply: FastifyReply, why: string): void {
  const answer = failure(1005, `internal service exception: ${why}`);
  reply.code(503).header('retry-after', retryAfter).send(answer);
}
