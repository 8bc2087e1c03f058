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
  /** So much longer such a code is held, unless its scanner is known to send none: what follows may be the rest. */
  holdMs: number;
  /** Shorter bursts are two keys struck together, not codes. */
  minLength: number;
}

export const wedgePace: WedgePace = { gapMs: 50, silenceMs: 100, holdMs: 400, minLength: 4 };
/** In a text field a mistake takes something away from a person: more has to speak for a scanner. */
export const fieldPace: WedgePace = { gapMs: 35, silenceMs: 100, holdMs: 400, minLength: 6 };

/**
 * How the codes of this window's scanners end. `silence`: all are known to send no Enter. `known`: some do, and who
 * reads the burst judges its end. `unknown`: none was calibrated; the first Enter or Tab behind a burst tells.
 */
export type Ending = 'silence' | 'known' | 'unknown';

/** The scanners of one window, shared by all who listen to it. */
export interface WedgeScanners {
  ending(): Ending;
  /** A scanner here ended a code with Enter or Tab. */
  endSeen: boolean;
}

/** Quick fingers end their PIN with Enter, too: nobody types so many keys at this mean pace. */
const surelyScanner = { keys: 6, paceMs: 30 };

export type WedgeOutcome =
  | { kind: 'burst'; keys: WedgeKey[]; end: 'Enter' | 'Tab' | 'none' }
  /** A code arrived in pieces. Half a serial number may look like a whole one, so it is not sent. */
  | { kind: 'torn'; length: number };

export interface Wedge {
  /** One key. `swallow`: it belongs to a burst, and no button in focus may act on it. */
  press(key: WedgeKey, at: number): { outcome?: WedgeOutcome; swallow: boolean };
  /** After so much silence a code is over: milliseconds, as of the newest key. */
  waitMs(): number;
  /** To be asked when `waitMs` went by without a key. */
  silence(at: number): WedgeOutcome | undefined;
  /** Something else came between: what was not over is torn. */
  interrupt(at: number): WedgeOutcome | undefined;
}

export function createWedge(
  pace: WedgePace = wedgePace,
  scanners: WedgeScanners = { ending: () => 'unknown', endSeen: false },
): Wedge {
  let keys: WedgeKey[] = [];
  let typed = 0;
  let beganAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** Characters of a burst that stopped too long to be one, too short to have ended. */
  let tornLength = 0;
  /** One of its pieces was long enough for a scanner's. */
  let tornSurely = false;
  let wait = pace.silenceMs + pace.holdMs;
  /** The last burst that ended in silence: a key that was only late shows that there was none. */
  let silent = { at: Number.NEGATIVE_INFINITY, length: 0 };

  const empty = () => {
    keys = [];
    typed = 0;
  };

  function finish(end: 'Enter' | 'Tab' | 'none', at = lastAt): WedgeOutcome | undefined {
    const burst = keys;
    const length = tornLength + typed;
    const enough = typed >= pace.minLength;
    const torn = tornLength > 0 && (tornSurely || enough);
    const unended = end === 'none' && scanners.endSeen && scanners.ending() === 'unknown';
    if (end !== 'none' && at - lastAt <= pace.silenceMs && isSurelyScanner()) {
      scanners.endSeen = true;
    }
    reset();
    if (torn || (enough && unended)) return { kind: 'torn', length };
    return enough ? { kind: 'burst', keys: burst, end } : undefined;
  }

  function isSurelyScanner(): boolean {
    const mean = (lastAt - beganAt) / (typed - 1);
    return typed >= surelyScanner.keys && mean <= surelyScanner.paceMs;
  }

  function reset(): void {
    empty();
    tornLength = 0;
    tornSurely = false;
    lastAt = Number.NEGATIVE_INFINITY;
  }

  /** The keys so far are a piece of something, if a scanner may have typed them. */
  function tear(pause: number): void {
    // One key a while before a code was a person's; two at a scanner's pace were not.
    if (tornLength > 0 || typed > 1 || pause <= pace.silenceMs) tornLength += typed;
    tornSurely ||= typed >= pace.minLength;
  }

  function add(key: WedgeKey, at: number): void {
    keys.push(key);
    lastAt = at;
    wait = pace.silenceMs + (scanners.ending() === 'silence' ? 0 : pace.holdMs);
  }

  return {
    press(key, at) {
      const end = endOf(key);
      const late = typed === 0 && at - silent.at <= wait;
      if (end) {
        if (late) return { swallow: true };
        const over = at - lastAt > wait;
        const outcome = over ? finish('none') : finish(end, at);
        if (over) return outcome ? { outcome, swallow: false } : { swallow: false };
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
      if (!inBurst && key.alt && !key.code.startsWith('Numpad')) return { swallow: false };
      let outcome: WedgeOutcome | undefined;
      if (late) {
        tornLength += silent.length;
        tornSurely = true;
        silent.at = Number.NEGATIVE_INFINITY;
      }
      if (!inBurst && typed > 0) {
        if (at - lastAt > wait) outcome = finish('none');
        else tear(at - lastAt);
        empty();
      }
      if (typed === 0) beganAt = at;
      typed += 1;
      add(key, at);
      return outcome ? { outcome, swallow: true } : { swallow: inBurst || tornSurely };
    },
    silence(at) {
      if (typed === 0 || at - lastAt < wait) return undefined;
      const ended = { at: lastAt, length: tornLength + typed };
      const outcome = finish('none');
      if (outcome) silent = ended;
      return outcome;
    },
    waitMs: () => wait,
    interrupt(at) {
      if (at - lastAt <= wait) {
        tear(at - lastAt);
        empty();
      }
      return finish('none');
    },
  };
}
