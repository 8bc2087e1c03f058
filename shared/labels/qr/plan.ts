import { fits } from './codewords.ts';
import { cheapestSegments, narrowestOf, plainSegments, type Segment } from './segments.ts';
import { blocksFor, type QrLevel, qrLevels } from './tables.ts';

/** How a text is cut into segments, and the smallest version that holds them. */
export interface Plan {
  segments: readonly Segment[];
  version: number;
}

const most = 40;

/** Null when no version holds the text. */
export function planFor(text: string, level: QrLevel, gs1: boolean): Plan | null {
  const key = text.length * 8 + qrLevels.indexOf(level) * 2 + Number(gs1);
  const last = lasts.get(key);
  if (last && isAlike(text, last.narrowest, gs1)) return alike(last.plan, text);
  const plan = newPlan(text, level, gs1);
  if (plan && isAscii(text)) keep(key, plan, text, gs1);
  return plan;
}

function newPlan(text: string, level: QrLevel, gs1: boolean): Plan | null {
  const runs = plainSegments(text, gs1);
  const segments = cheapestSegments(runs, smallest(runs, level, gs1) ?? most);
  const version = smallest(segments, level, gs1);
  return version === null ? null : { segments, version };
}

function smallest(segments: readonly Segment[], level: QrLevel, gs1: boolean): number | null {
  for (let version = 1; version <= most; version++) {
    if (fits(segments, version, blocksFor(version, level), gs1)) return version;
  }
  return null;
}

/**
 * What a plan depends on is which mode each character needs, not which character it is: labels of one run differ in
 * digits and have one plan. The last one of each length is kept.
 */
interface Last {
  plan: Plan;
  narrowest: Uint8Array;
}
const lasts = new Map<number, Last>();
const mostLasts = 100;

/** Beyond ASCII a character is several bytes, and how many is not its mode's matter. */
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

function keep(key: number, plan: Plan, text: string, gs1: boolean): void {
  if (lasts.size >= mostLasts) lasts.clear();
  const narrowest = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) narrowest[at] = narrowestOf(text.charCodeAt(at), gs1);
  lasts.set(key, { plan, narrowest });
}

function isAlike(text: string, narrowest: Uint8Array, gs1: boolean): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 || narrowestOf(code, gs1) !== narrowest[at]) return false;
  }
  return true;
}

function alike({ segments, version }: Plan, text: string): Plan {
  let from = 0;
  return {
    version,
    segments: segments.map(({ mode, length }) => {
      const part = text.slice(from, from + length);
      from += length;
      return { mode, text: part, length };
    }),
  };
}
