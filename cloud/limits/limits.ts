import { createHash } from 'node:crypto';
import { TokenError } from '../enos/tokens.ts';
import { EnosError, refusals } from '../http/envelope.ts';
import { limited } from '../metrics/metrics.ts';
import { neighbourhood } from './address.ts';
import { Buckets } from './buckets.ts';
import type { Rates } from './rates.ts';

/** A full bucket is this many seconds of its rate: a station that was offline may catch up. */
const burstSeconds = 5;
/** Tokens remembered as good: who shows one is not held up by its neighbours' failures. */
const mostProven = 10_000;

/**
 * What callers of one instance may have. Counted in memory: with N instances behind a balancer a
 * caller has up to N times as much, and no request waits for a counter in the database.
 */
export class Limits {
  readonly #buckets: Record<keyof Rates, Buckets>;
  readonly #proven = new Set<string>();

  constructor(rates: Rates) {
    const full = (rate: number) => new Buckets(rate, rate * burstSeconds);
    this.#buckets = {
      requests: full(rates.requests),
      operations: full(rates.operations),
      devices: full(rates.devices),
      group: full(rates.group),
      failures: full(rates.failures),
    };
  }

  /** A request of an application that proved who it is. @throws EnosError 99429 */
  request({ orgId, appKey }: { orgId: string; appKey: string }): void {
    this.#take('requests', JSON.stringify([orgId, appKey]));
  }

  /** So many operations of one station. @throws EnosError 99429 */
  operations(orgId: string, stationId: string, count: number): void {
    this.#take('operations', JSON.stringify([orgId, stationId]), count);
  }

  /** A request that a device makes, before anything is known of it. @throws EnosError 99429 */
  device(address: string): void {
    this.#take('devices', neighbourhood(address));
  }

  /** A device that proved its group: a leaked group secret must not fill the house. @throws EnosError 99429 */
  group(orgId: string, groupId: string): void {
    this.#take('group', JSON.stringify([orgId, groupId]));
  }

  /**
   * Lets somebody prove who they are, unless too many from that address failed to. A token that was
   * good here before is always looked at, so that a hostile neighbour behind the same address cannot
   * keep a station out.
   * @throws EnosError 99429, or what `prove` throws.
   */
  async door<T>(address: string, token: string, prove: () => Promise<T>): Promise<T> {
    const name = neighbourhood(address);
    const pass = token === '' ? '' : createHash('sha256').update(token).digest('base64');
    if (!this.#proven.has(pass)) {
      const wait = this.#buckets.failures.wait(name, performance.now());
      if (wait > 0) throw refuse('failures', wait);
    }
    try {
      const proved = await prove();
      if (pass !== '') this.#remember(pass);
      return proved;
    } catch (error) {
      if (error instanceof TokenError || (error instanceof EnosError && error.status === 401)) {
        this.#buckets.failures.spend(name, 1, performance.now());
      }
      throw error;
    }
  }

  #remember(pass: string): void {
    this.#proven.delete(pass);
    this.#proven.add(pass);
    if (this.#proven.size <= mostProven) return;
    const [oldest] = this.#proven;
    this.#proven.delete(oldest as string);
  }

  #take(kind: keyof Rates, name: string, cost = 1): void {
    const wait = this.#buckets[kind].take(name, cost, performance.now());
    if (wait > 0) throw refuse(kind, wait);
  }
}

function refuse(kind: keyof Rates, wait: number): EnosError {
  limited.inc({ limit: kind });
  return refusals.tooMany(Math.ceil(wait));
}
