import { createHash } from 'node:crypto';
import type { Timers } from '../timers.ts';
import type { Clipboard, Log, Timer } from '../world.ts';

/** As long as a secret is shown, too: to paste it once. */
const clearsAfterMs = 60_000;

/** A clipboard that does not answer keeps no station from ending. */
const closesWithinMs = 1000;

/** Takes a secret off the clipboard again, unless somebody has copied something else by then. */
export interface CopiedSecret {
  /**
   * A secret with this SHA-256 (hexadecimal) is copied about now. Answers after how many seconds it is taken off
   * again, or null where this host has no clipboard: then it is the window's to do what it may.
   */
  copied(digest: string): number | null;
  /** Does it now: the station ends. Takes a second at most. */
  close(): Promise<void>;
}

export function createCopiedSecret(needs: {
  clipboard: Clipboard | null;
  timers: Timers;
  log: Log;
}): CopiedSecret {
  const { clipboard, timers, log } = needs;
  /** The newest one: a clipboard holds one text. */
  let waiting: { digest: string; timer: Timer } | null = null;

  async function clear(): Promise<void> {
    if (!waiting || !clipboard) return;
    const { digest, timer } = waiting;
    waiting = null;
    timer.cancel();
    try {
      const text = await clipboard.text();
      if (createHash('sha256').update(text).digest('hex') === digest) clipboard.clear();
    } catch (error) {
      log.warn('a copied secret could not be taken off the clipboard', { error: String(error) });
    }
  }

  return {
    copied(digest) {
      if (!clipboard) return null;
      waiting?.timer.cancel();
      waiting = { digest, timer: timers.after(clearsAfterMs, () => void clear()).unref() };
      return clearsAfterMs / 1000;
    },
    close: () =>
      Promise.race([
        clear(),
        new Promise<void>((resolve) => void timers.after(closesWithinMs, resolve).unref()),
      ]),
  };
}
