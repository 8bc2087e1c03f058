import type { WedgeProfile } from '../models/wedge.ts';
import { splitAim } from '../serial/aim.ts';
import { type CapsRule, capsRules, decodeKeys, type Typed, type Typing } from './decode.ts';
import { endOf, type WedgeKey } from './keys.ts';
import { type LayoutId, layoutIds } from './layout-tables.ts';
import { type Layout, layoutOf } from './layouts.ts';

const gs = '\u001d';

/**
 * What is scanned once per scanner. `full` has every printable ASCII character, for a QR code; `short` fits a
 * Code 128 on a screen and still differs for every two layouts. Both have letters of both cases, the
 * accents that wait for another key, and a GS.
 */
export const calibrationTexts = {
  full: ` !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_\`abcdefghijklmnopqrstuvwxyz{|}~`
    .trim()
    .concat(gs, 'Lineside 1'),
  short: `aZ1yQ-^8~/"=\\|@#$*<?;\`${gs}Mw`,
} as const;

export type Calibration = Omit<WedgeProfile, 'id'>;

/**
 * Why a scan is no calibration. `no-code`: something else was scanned, or the layout is not known.
 */
export type CalibrationRefusal = 'no-code' | 'torn';

/**
 * Finds out how a scanner types from one scan of a calibration code: every layout, way of shifting and way of
 * typing accents under which these keys are that text. Several layouts may remain where they do not
 * differ, as for a scanner that types character codes: all are kept, and what they disagree on is refused.
 */
export function calibrate(
  keys: readonly WedgeKey[],
  end: 'Enter' | 'Tab' | 'none',
  at: number,
): Calibration | CalibrationRefusal {
  const body = keys.filter((key) => endOf(key) === null);
  const state = keys.find(({ code }) => code.startsWith('Key'))?.capsLock ? 'on' : 'off';
  const found: { id: LayoutId; caps: CapsRule; dead: Typing['dead']; frame: Frame }[] = [];
  for (const id of layoutIds) {
    const layout = layoutOf(id);
    const first = ways(layout, body, state).next().value;
    if (first) found.push({ id, ...first });
  }
  const [best] = found;
  if (!best) return body.length < 20 ? 'torn' : 'no-code';
  const alike = found.every(
    ({ caps, dead, frame }) =>
      caps === best.caps && dead === best.dead && frame.gs === best.frame.gs,
  );
  if (!alike) return 'no-code';
  return {
    layouts: found.map(({ id }) => id),
    caps: capsOf(best.caps, state),
    dead: best.dead,
    end,
    prefix: best.frame.prefix,
    suffix: best.frame.suffix,
    gs: best.frame.gs,
    altCodes: body.some(({ code, alt, altGraph }) => alt && !altGraph && /^Numpad\d$/.test(code)),
    calibratedAt: at,
  };
}

/**
 * One scan shows what a scanner does in one state of CapsLock. One that shifts as always while it is on does not
 * look at it; one that shifts the other way while it is off never looks either. The rest stays open
 * until a second scan in the other state.
 */
function capsOf(rule: CapsRule, state: 'on' | 'off'): WedgeProfile['caps'] {
  if (state === 'on') return { on: rule, off: rule === 'plain' ? 'plain' : null };
  return { off: rule, on: rule === 'plain' ? null : rule };
}

/** A second scan of the same scanner fills in what the first one left open. */
export function mergeCalibration<T extends Calibration>(known: T, fresh: Calibration): T | null {
  const same =
    known.layouts.join() === fresh.layouts.join() &&
    known.end === fresh.end &&
    known.gs === fresh.gs &&
    known.prefix.join() === fresh.prefix.join() &&
    known.suffix.join() === fresh.suffix.join();
  if (!same) return null;
  const caps = { off: fresh.caps.off ?? known.caps.off, on: fresh.caps.on ?? known.caps.on };
  return { ...known, ...fresh, caps };
}

interface Frame {
  prefix: string[];
  suffix: string[];
  gs: string | null;
}

function* ways(layout: Layout, keys: readonly WedgeKey[], state: 'on' | 'off') {
  for (const caps of capsRules) {
    for (const dead of ['space', 'bare'] as const) {
      const rules = { off: caps, on: caps, [state]: caps };
      const typed = decodeKeys(keys, { layout, caps: rules, dead });
      for (const text of Object.values(calibrationTexts)) {
        const frame = findText(typed, text, layout);
        if (frame) yield { caps, dead, frame };
      }
    }
  }
}

const nameOf = (typed: Typed): string => typed.char ?? typed.odd;

/** Where the text is among what was typed, what stands around it, and what became of its GS. */
function findText(typed: readonly Typed[], text: string, layout: Layout): Frame | null {
  const [before = '', after = ''] = text.split(gs);
  const mostFrame = 32;
  for (let from = 0; from <= Math.min(mostFrame, typed.length); from++) {
    const middle = match(typed, from, before, layout);
    if (middle === null) continue;
    for (const gap of [1, 0]) {
      const end = match(typed, middle + gap, after, layout);
      if (end === null || typed.length - end > mostFrame) continue;
      const between = typed[middle];
      return {
        prefix: ownPrefix(typed.slice(0, from).map(nameOf)),
        suffix: typed.slice(end).map(nameOf),
        gs: gap === 1 && between ? separator(between) : null,
      };
    }
  }
  return null;
}

/** A printable character in the place of GS cannot be told from one of the code: as good as none. */
function separator(typed: Typed): string | null {
  if (typed.char === undefined) return typed.odd;
  return typed.char < ' ' ? typed.char : null;
}

/** The place behind `expected`; characters that the layout cannot type may be left out by the scanner. */
function match(
  typed: readonly Typed[],
  from: number,
  expected: string,
  layout: Layout,
): number | null {
  let at = from;
  for (const char of expected) {
    if (typed[at]?.char === char) at++;
    else if (layout.types(char)) return null;
  }
  return at;
}

/** An AIM identifier belongs to the symbol, not to the scanner: it differs from code to code. */
function ownPrefix(prefix: string[]): string[] {
  const tail = prefix.slice(-3);
  return tail.length === 3 && splitAim(tail.join('')).data === '' ? prefix.slice(0, -3) : prefix;
}
