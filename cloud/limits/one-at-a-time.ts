import type { FastifyReply } from 'fastify';
import { refusals } from '../http/envelope.ts';

/** Seconds after which somebody who met a taken place may try again. */
const retryAfter = 2;

/**
 * Places for work that takes much memory: one for each caller, and a few in all, so that nobody fills an
 * instance. A place is given back when the answer is out or the line is cut.
 */
export class OneAtATime {
  readonly #taken = new Set<string>();
  readonly #places: number;

  constructor(places: number) {
    this.#places = places;
  }

  /** @throws EnosError 99429 */
  take(caller: string, reply: FastifyReply): void {
    if (this.#taken.has(caller) || this.#taken.size >= this.#places) {
      throw refusals.tooMany(retryAfter);
    }
    this.#taken.add(caller);
    reply.raw.once('close', () => this.#taken.delete(caller));
  }
}
