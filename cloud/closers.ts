import { log, sentenceOf } from './log.ts';

/** What must be undone, newest first, once and whatever fails on the way. */
export class Closers {
  #open: (() => unknown)[] = [];

  add(close: () => unknown): void {
    this.#open.push(close);
  }

  async close(): Promise<void> {
    for (let close = this.#open.pop(); close; close = this.#open.pop()) {
      try {
        await close();
      } catch (error) {
        log('warn', 'something did not close', { detail: sentenceOf(error) });
      }
    }
  }
}
