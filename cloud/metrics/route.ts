import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { failure } from '../http/envelope.ts';
import { registry } from './metrics.ts';

/** `GET /metrics`. @param token who may read them from elsewhere; null = nobody. */
export function metricsRoute(server: FastifyInstance, token: string | null): void {
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(request, token)) {
      reply.code(401).header('www-authenticate', 'Bearer');
      return failure(1202, 'metrics need the bearer token of LINESIDE_CLOUD_METRICS_TOKEN');
    }
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

/**
 * With a token: who shows it. Without one: programs of this machine that did not come through a
 * proxy, which would make everybody a program of this machine.
 */
function mayRead({ headers, socket }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];
  if (forwarded.some((name) => headers[name] !== undefined)) return false;
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (given: string, expected: string) =>
  timingSafeEqual(digest(given), digest(expected));
