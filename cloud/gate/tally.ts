import { log } from '../log.ts';
import { gateEvents } from '../metrics/metrics.ts';

/**
 * What happened at the gate, told once a minute: a device that knocks a hundred times a second with an
 * old password must not fill the disk with lines about it.
 */
export class Tally {
  #counts = new Map<string, number>();
  readonly #timer = setInterval(() => this.tell(), 60_000).unref();

  /** @param what `refused`, `cut` or `ended`, a colon, and why. */
  note(what: string): void {
    gateEvents.inc({ what: what.split(':', 1)[0] ?? '' });
    const count = this.#counts.get(what) ?? 0;
    // The first of its kind in this minute is news.
    if (count === 0) log('info', 'gate', { what });
    this.#counts.set(what, count + 1);
  }

  tell(): void {
    for (const [what, count] of this.#counts) {
      if (count > 1) log('info', 'gate', { what, inThisMinute: count });
    }
    this.#counts = new Map();
  }

  close(): void {
    clearInterval(this.#timer);
    this.tell();
  }
}
