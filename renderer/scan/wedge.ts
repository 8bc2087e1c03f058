/**
 * A keyboard-wedge scanner types what it reads. This tells its bursts from people's fingers by the
 * pace of the keys alone. Pure: keys and times in, outcomes out; times are milliseconds.
 */
export interface WedgePace {
  /** Longest pause inside a code. Scanners take 1-20 ms a key, people seldom less than 80. */
  gapMs: number;
  /** This much silence ends a code whose scanner sends no Enter. */
  silenceMs: number;
  /** Shorter bursts are two keys struck together, not codes. */
  minLength: number;
}

export const wedgePace: WedgePace = { gapMs: 50, silenceMs: 100, minLength: 4 };

export type WedgeOutcome =
  | { kind: 'code'; text: string }
  /** A code arrived in pieces. Half a serial number may look like a whole one, so it is not sent. */
  | { kind: 'torn'; length: number };

export interface Wedge {
  /** One key. `swallow`: it belongs to a burst, and no button in focus may act on it. */
  press(key: string, at: number): { outcome?: WedgeOutcome; swallow: boolean };
  /** To be asked when `silenceMs` went by without a key. */
  silence(at: number): WedgeOutcome | undefined;
  reset(): void;
}

export function createWedge(pace: WedgePace = wedgePace): Wedge {
  let buffer = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  /** Characters of a burst that stopped too long to be one, too short to have ended. */
  let tornLength = 0;

  function finish(): WedgeOutcome | undefined {
    const text = buffer;
    const length = tornLength + text.length;
    const torn = tornLength > 0;
    buffer = '';
    tornLength = 0;
    lastAt = Number.NEGATIVE_INFINITY;
    if (torn) return { kind: 'torn', length };
    return text.length >= pace.minLength ? { kind: 'code', text } : undefined;
  }

  return {
    press(key, at) {
      if (key === 'Enter' || key === 'Tab') {
        const outcome = finish();
        return outcome ? { outcome, swallow: true } : { swallow: false };
      }
      // Shift, F2, arrows: nothing that a code is made of, and nothing that breaks one.
      if ([...key].length !== 1) return { swallow: false };
      const inBurst = buffer !== '' && at - lastAt <= pace.gapMs;
      let outcome: WedgeOutcome | undefined;
      if (!inBurst && buffer !== '') {
        if (at - lastAt > pace.silenceMs) {
          outcome = finish();
        } else if (tornLength > 0 || buffer.length >= pace.minLength) {
          tornLength += buffer.length;
        }
        buffer = '';
      }
      buffer += key;
      lastAt = at;
      return outcome ? { outcome, swallow: true } : { swallow: inBurst };
    },
    silence(at) {
      return buffer !== '' && at - lastAt >= pace.silenceMs ? finish() : undefined;
    },
    reset() {
      buffer = '';
      tornLength = 0;
      lastAt = Number.NEGATIVE_INFINITY;
    },
  };
}
