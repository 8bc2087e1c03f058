import { endOf, isHolder, isTyping, type WedgeKey } from '../../shared/wedge/keys.ts';

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
/** In a text field a mistake takes something away from a person: more has to speak for a scanner. */
export const fieldPace: WedgePace = { gapMs: 35, silenceMs: 100, minLength: 6 };

export type WedgeOutcome =
  | { kind: 'burst'; keys: WedgeKey[]; end: 'Enter' | 'Tab' | 'none' }
  /** A code arrived in pieces. Half a serial number may look like a whole one, so it is not sent. */
  | { kind: 'torn'; length: number };

export interface Wedge {
  /** One key. `swallow`: it belongs to a burst, and no button in focus may act on it. */
  press(key: WedgeKey, at: number): { outcome?: WedgeOutcome; swallow: boolean };
  /** To be asked when `silenceMs` went by without a key. */
  silence(at: number): WedgeOutcome | undefined;
  reset(): void;
}

export function createWedge(pace: WedgePace = wedgePace): Wedge {
  let keys: WedgeKey[] = [];
  let typed = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** Characters of a burst that stopped too long to be one, too short to have ended. */
  let tornLength = 0;
  /** The last burst that ended in silence: a key that was only late shows that there was none. */
  let silent = { at: Number.NEGATIVE_INFINITY, length: 0 };

  const empty = () => {
    keys = [];
    typed = 0;
  };

  function finish(end: 'Enter' | 'Tab' | 'none'): WedgeOutcome | undefined {
    const burst = keys;
    const length = tornLength + typed;
    const torn = tornLength > 0;
    const enough = typed >= pace.minLength;
    reset();
    if (torn) return { kind: 'torn', length };
    return enough ? { kind: 'burst', keys: burst, end } : undefined;
  }

  function reset(): void {
    empty();
    tornLength = 0;
    lastAt = Number.NEGATIVE_INFINITY;
  }

  function add(key: WedgeKey, at: number): void {
    keys.push(key);
    lastAt = at;
  }

  return {
    press(key, at) {
      const end = endOf(key);
      const late = typed === 0 && at - silent.at <= pace.silenceMs;
      if (end) {
        if (late) return { swallow: true };
        const outcome = finish(end);
        return outcome ? { outcome, swallow: true } : { swallow: false };
      }
      const inBurst = typed > 0 && at - lastAt <= pace.gapMs;
      // Shift, F2, arrows: nothing that a code begins with; inside one they are part of how it is typed.
      if (isHolder(key)) {
        if (inBurst) add(key, at);
        return { swallow: false };
      }
      if (!isTyping(key)) {
        const inside = inBurst && typed >= pace.minLength;
        if (inside) add(key, at);
        return { swallow: inside };
      }
      // Alt+1 is a person's; Alt with the number pad is how some scanners type.
      if (!inBurst && key.alt && !key.code.startsWith('Numpad')) {
        reset();
        return { swallow: false };
      }
      let outcome: WedgeOutcome | undefined;
      if (late) {
        tornLength += silent.length;
        silent.at = Number.NEGATIVE_INFINITY;
      }
      if (!inBurst && typed > 0) {
        if (at - lastAt > pace.silenceMs) outcome = finish('none');
        else if (tornLength > 0 || typed >= pace.minLength) tornLength += typed;
        empty();
      }
      typed += 1;
      add(key, at);
      return outcome ? { outcome, swallow: true } : { swallow: inBurst || late };
    },
    silence(at) {
      if (typed === 0 || at - lastAt < pace.silenceMs) return undefined;
      const ended = { at: lastAt, length: tornLength + typed };
      const outcome = finish('none');
      if (outcome) silent = ended;
      return outcome;
    },
    reset,
  };
}
