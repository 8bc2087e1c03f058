import { beatEvery } from './messages.ts';

/** Without a beat for so long, in milliseconds, a process hangs or spins in native code. */
export const silentFor = 2000;
/** Computing is judged over so long without a byte or a write, in milliseconds. */
export const spinsFor = 5000;
/**
 * More than this share of one core in that time is a spin: a process that waits for bytes needs next to
 * none, and one that spins on a crowded machine does not get much.
 */
const spinShare = 0.12;
/** A beat later than this, in milliseconds, tells of a process that had to wait for its turn. */
const lateBeat = 60;
/** The station looks so often, in milliseconds; a look much later than that says nothing of others. */
export const lookEvery = 250;

/**
 * Judges one port's process by its beats. Pure but for what it was told; times are of one monotonic
 * clock in ms. A process that was starved by a busy machine is not taken for a hung one as long as the
 * station was starved as well.
 */
export class Watchdog {
  /** Its last sign of life. 0 before the first: a process that is only being started has a time limit elsewhere. */
  #beatAt = 0;
  #punctualAt = 0;
  /** What it computed since when nobody wanted anything of it, in ms. */
  #computed = 0;
  #idleSince: number;
  #lookedAt: number;

  constructor(now: number) {
    this.#idleSince = now;
    this.#lookedAt = now;
  }

  beat(now: number, { late, cpu }: { late: number; cpu: number }): void {
    if (this.#beatAt === 0) this.work(now);
    else this.#computed += cpu;
    this.#beatAt = now;
    if (late < lateBeat) this.#punctualAt = now;
  }

  /** It did something that anybody wanted. */
  work(now: number): void {
    this.#beatAt = now;
    this.#idleSince = now;
    this.#computed = 0;
  }

  /**
   * When the process last proved that it reads what arrives: a beat in time, since the first one after
   * a stall comes before the bytes that waited. 0 before the first.
   */
  get punctualAt(): number {
    return this.#punctualAt;
  }

  /** What is wrong with it now, in words; null when nothing is. */
  look(now: number): string | null {
    const asleep = now - this.#lookedAt - lookEvery;
    this.#lookedAt = now;
    if (asleep > beatEvery) {
      // The station itself was held up: what was said meanwhile is still to be heard.
      if (this.#beatAt > 0) this.#beatAt = Math.min(now, this.#beatAt + asleep);
      return null;
    }
    if (this.#beatAt === 0) return null;
    if (now - this.#beatAt > silentFor) return 'its process does not answer';
    const judged = now - this.#idleSince;
    if (judged < spinsFor) return null;
    const spins = this.#computed > judged * spinShare;
    this.#idleSince = now;
    this.#computed = 0;
    return spins ? 'its process spins' : null;
  }
}
