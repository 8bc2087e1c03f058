import type { FastifyInstance, FastifyReply } from 'fastify';
import { EnosError, refusals } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { Turnstile } from '../limits/turnstile.ts';
import type { Triple } from './activation.ts';
import { bootstrap } from './bootstrap.ts';
import { connectionInfo } from './connection-info.ts';
import { storable } from './fields.ts';
import { TokenError } from './tokens.ts';

/** Requests of devices that PostgreSQL works on at once: the other connections are for stations. */
const atTheDesk = 4;

/**
 * What devices call themselves. There is no token: each request is signed with the secret of the
 * registration group. Answers and refusals are bare JSON, without EnOS's envelope.
 */
export function deviceSideRoutes(server: FastifyInstance, rooms: Rooms): void {
  const calls: Record<string, (rooms: Rooms, body: Record<string, unknown>) => Promise<Triple>> = {
    '/dev/bootstrap': bootstrap,
    '/dev/get/conn': connectionInfo,
  };
  const turnstile = new Turnstile(atTheDesk);
  for (const [path, call] of Object.entries(calls)) {
    server.post(path, async (request, reply) => {
      try {
        rooms.limits.device(request.ip);
        const body = storable(typeof request.body === 'string' ? request.body : '');
        return await turnstile.pass(() => {
          // It did not wait for its turn: nobody would hear the answer.
          if (request.raw.socket.destroyed) throw refusals.tooMany(1);
          return call(rooms, body);
        });
      } catch (error) {
        return refuse(error, reply);
      }
    });
  }
}

function refuse(error: unknown, reply: FastifyReply): { code: number; msg: string } {
  if (!(error instanceof EnosError) && !(error instanceof TokenError)) throw error;
  reply.code(error instanceof TokenError ? 401 : error.status);
  const { retryAfter } = error as Partial<EnosError>;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return { code: error.code, msg: error.message };
}
