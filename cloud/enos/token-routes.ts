import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readBody } from '../http/body.ts';
import { EnosError } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { type Token, TokenError } from './tokens.ts';

/** EnOS's token service: its answers have `status` where the others have `code`. */
export function tokenRoutes(server: FastifyInstance, { tokens, limits }: Rooms): void {
  const routes = {
    get: (body: Record<string, unknown>) => tokens.get(body),
    refresh: (body: Record<string, unknown>) => tokens.refresh(body),
  };
  for (const [name, give] of Object.entries(routes)) {
    server.post(`/apim-token-service/v2.0/token/${name}`, async (request, reply) => {
      try {
        const body = readBody(typeof request.body === 'string' ? request.body : '');
        const { accessToken: pass } = body;
        // A new login has nothing to show yet; a renewal has the token it renews.
        const known = name === 'refresh' && typeof pass === 'string' ? pass : '';
        const token = await limits.door(request.ip, known, () => give(body));
        return answer(0, 'SUCCESS', token);
      } catch (error) {
        return refuse(error, reply);
      }
    });
  }
}

function refuse(error: unknown, reply: FastifyReply): unknown {
  if (error instanceof TokenError) {
    reply.code(401);
    return answer(error.code, error.message, null);
  }
  if (error instanceof EnosError && error.status === 429) {
    reply.code(429).header('retry-after', String(error.retryAfter));
    return answer(error.code, error.message, null);
  }
  if (error instanceof EnosError) {
    reply.code(error.status);
    return answer(1004, 'invalid parameter', null);
  }
  throw error;
}

const answer = (status: number, msg: string, data: Token | null) => ({
  status,
  msg,
  business: 'apim-token-service',
  requestId: randomUUID(),
  data,
});
