import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type pg from 'pg';
import { isDatabaseError } from '../database/transaction.ts';
import { deviceSideRoutes } from '../enos/device-routes.ts';
import { deviceActions, deviceRoutes } from '../enos/routes.ts';
import { tokenRoutes } from '../enos/token-routes.ts';
import { TokenError, type Tokens } from '../enos/tokens.ts';
import { limitAtOnce } from '../limits/at-once.ts';
import type { Limits } from '../limits/limits.ts';
import { linesideRoutes } from '../lineside/routes.ts';
import { log, sentenceOf } from '../log.ts';
import { countRequests } from '../metrics/requests.ts';
import { metricsRoute } from '../metrics/route.ts';
import type { Vault } from '../secrets/vault.ts';
import { bodyLimit } from './body.ts';
import { sayComeAgain } from './come-again.ts';
import { drain } from './drain.ts';
import { EnosError, failure } from './envelope.ts';
import { probeRoutes } from './probes.ts';

/** What the routes work with. */
export interface Rooms {
  pool: pg.Pool;
  vault: Vault;
  tokens: Tokens;
  limits: Limits;
}

/** How the service meets those who come through proxies and those who look after it. */
export interface Outside {
  /** Proxies whose word on a caller's address is taken. */
  trustedProxies: string[];
  metricsToken: string | null;
  isStopping: () => boolean;
}

/** The whole HTTP service, not listening yet. */
export function createServer(rooms: Rooms, outside: Outside): FastifyInstance {
  const { trustedProxies, metricsToken, isStopping } = outside;
  const server = Fastify({
    bodyLimit,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
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

  countRequests(server, deviceActions);
  limitAtOnce(server);
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    // A line that is kept open would bring the next request to a house that is closing.
    if (isStopping()) reply.header('connection', 'close');
  });
  server.setNotFoundHandler((_request, reply) => {
    reply.code(404).send(failure(99400, 'Invalid Argument url:url not found'));
  });
  server.setErrorHandler(async (error, request, reply) => {
    if ((error as FastifyError).statusCode === 413) await drain(request.raw);
    answerFailure(error, request.url, reply);
    return reply;
  });

  probeRoutes(server, { pool: rooms.pool, isStopping });
  metricsRoute(server, metricsToken);
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
    if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter));
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
    sayComeAgain(reply, 'the database is not available');
  } else {
    const status = (error as FastifyError).statusCode ?? 500;
    if (status >= 500) log('error', 'request failed', { detail: (error as Error).stack ?? '' });
    const message = status >= 500 ? 'internal service exception' : sentenceOf(error);
    reply.code(status).send(failure(status >= 500 ? 1005 : 99400, message));
  }
}

const sqlState = (error: unknown): string => (error as { code?: string }).code ?? '';
