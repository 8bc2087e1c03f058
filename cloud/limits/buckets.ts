/**
 * Token buckets, one a name. A bucket may be overdrawn by one taking, however large: a batch of 1,000
 * passes at once and is paid for by the waiting of the next one.
 */
export class Buckets {
  readonly #rate: number;
  readonly #burst: number;
  readonly #most: number;
  /** Least recently used first. */
  readonly #levels = new Map<string, { level: number; at: number }>();

  /**
   * @param rate refilled per second; 0 = no limit.
   * @param burst what a full bucket holds.
   * @param most buckets kept; beyond that the least recently used one is forgotten, which is full again.
   */
  constructor(rate: number, burst: number, most = 10_000) {
    this.#rate = rate;
    this.#burst = burst;
    this.#most = most;
  }

  get size(): number {
    return this.#levels.size;
  }

  /** Seconds until something may be taken again; 0 = now. @param now milliseconds of a steady clock. */
  wait(name: string, now: number): number {
    if (this.#rate === 0) return 0;
    const level = this.#level(name, now);
    return level >= 1 ? 0 : (1 - level) / this.#rate;
  }

  /** Takes, whether or not there is enough. */
  spend(name: string, cost: number, now: number): void {
    if (this.#rate === 0) return;
    const level = this.#level(name, now) - cost;
    this.#levels.delete(name);
    this.#levels.set(name, { level, at: now });
    if (this.#levels.size <= this.#most) return;
    const [oldest] = this.#levels.keys();
    this.#levels.delete(oldest as string);
  }

  /** Takes if there is something, and says how many seconds to wait if not; 0 = taken. */
  take(name: string, cost: number, now: number): number {
    const wait = this.wait(name, now);
    if (wait === 0) this.spend(name, cost, now);
    return wait;
  }

  #level(name: string, now: number): number {
    const known = this.#levels.get(name);
    if (!known) return this.#burst;
    return Math.min(this.#burst, known.level + (this.#rate * (now - known.at)) / 1000);
  }
}
