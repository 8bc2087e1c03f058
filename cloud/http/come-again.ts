import type { FastifyReply } from 'fastify';
import { failure } from './envelope.ts';

/** Seconds after which a caller that met a full or broken house should try again. */
const retryAfter = '2';

/** 503 with `Retry-After`: the same request may work later. */
export function sayComeAgain(reply: FastifyReply, why: string): void {
  const answer = failure(1005, `internal service exception: ${why}`);
  reply.code(503).header('retry-after', retryAfter).send(answer);
}
