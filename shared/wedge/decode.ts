import { isHolder, keyName, takeAltCode, type WedgeKey } from './keys.ts';
import type { Cell, Layout } from './layouts.ts';

/** How a scanner shifts while CapsLock is in some state: as always, letters the other way, or all keys. */
export const capsRules = ['plain', 'letters', 'all'] as const;
export type CapsRule = (typeof capsRules)[number];

/** How a scanner types: everything that a calibration finds out and that decoding needs. */
export interface Typing {
  layout: Layout;
  /** Null: not known for that state of CapsLock. */
  caps: { off: CapsRule | null; on: CapsRule | null };
  /** `space`: an accent by itself is typed with the space bar behind it. `bare`: it is not. */
  dead: 'space' | 'bare';
}

/** What one or a few keys typed. `odd` names a key that is no character, or is none surely, and why. */
export type Typed =
  | { char: string; odd?: never }
  | { char?: never; odd: string; why: 'key' | 'caps' };

const combining: Record<string, string> = {
  '^': '\u0302',
  '`': '\u0300',
  '´': '\u0301',
  '¨': '\u0308',
  '~': '\u0303',
  '¸': '\u0327',
};

const numpad: Record<string, string> = {
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
};

/** The characters that these keys are when a scanner types so. By place only, whatever the machine shows. */
export function decodeKeys(keys: readonly WedgeKey[], typing: Typing): Typed[] {
  const typed: Typed[] = [];
  let accent: Cell | null = null;
  const put = (one: Typed) => typed.push(one);
  const settle = () => {
    // An accent that nothing came to is no character by itself, unless this scanner types it so.
    if (accent) put(bareOrOdd(accent, typing));
    accent = null;
  };
  for (let at = 0; at < keys.length; at++) {
    const code = takeAltCode(keys, at);
    const key = keys[at] as WedgeKey;
    if (code.length > 0) {
      settle();
      put(code.char === null ? { odd: keyName(key), why: 'key' } : { char: code.char });
      at += code.length - 1;
      continue;
    }
    if (isHolder(key)) continue;
    const cell = cellOf(key, typing);
    if ('odd' in cell) {
      settle();
      put(cell);
    } else if (accent && typing.dead === 'space') {
      const joined: string | null = join(accent, cell);
      put(joined === null ? { odd: keyName(key), why: 'key' } : { char: joined });
      accent = null;
    } else {
      settle();
      if (cell.dead) accent = cell;
      else put({ char: cell.char });
    }
  }
  settle();
  return typed;
}

const bareOrOdd = (accent: Cell, { dead }: Typing): Typed =>
  dead === 'bare' ? { char: accent.char } : { odd: accent.char, why: 'key' };

function join(accent: Cell, next: Cell): string | null {
  if (next.char === ' ') return accent.char;
  if (next.dead) return null;
  const joined = (next.char + (combining[accent.char] ?? '')).normalize('NFC');
  return [...joined].length === 1 && joined !== next.char ? joined : null;
}

function cellOf(key: WedgeKey, typing: Typing): Cell | Exclude<Typed, { char: string }> {
  const { layout } = typing;
  const odd = { odd: keyName(key), why: 'key' } as const;
  if (key.ctrl && !key.altGraph) return controlOf(key, layout) ?? odd;
  if (key.alt && !key.altGraph) return odd;
  if (key.code === 'Space') return { char: ' ', dead: false };
  const digit = /^Numpad(\d)$/.exec(key.code)?.[1] ?? numpad[key.code];
  if (digit) return { char: digit, dead: false };
  // Shift and AltGr together type nothing that a code is made of.
  if (key.altGraph) return (key.shift ? null : layout.cell(key.code, 'altGraph')) ?? odd;
  const letter = layout.isLetter(key.code);
  const rule = typing.caps[key.capsLock ? 'on' : 'off'];
  if (rule === null && (letter || layout.capsShiftsAll)) return { odd: keyName(key), why: 'caps' };
  const flipped = rule === 'all' || (rule === 'letters' && letter);
  return layout.cell(key.code, key.shift !== flipped ? 'shift' : 'plain') ?? odd;
}

/** Ctrl with a letter or one of `@[\]^_` is the control character of that place in ASCII: GS is Ctrl+]. */
function controlOf({ code }: WedgeKey, layout: Layout): Cell | null {
  const char = layout.cell(code, 'plain')?.char.toUpperCase() ?? '';
  if (/^[@A-Z[\\\]^_]$/.test(char)) {
    return { char: String.fromCharCode(char.charCodeAt(0) - 64), dead: false };
  }
  // Many scanners press the key of the American `]`, whatever they are set to.
  return code === 'BracketRight' ? { char: '\u001d', dead: false } : null;
}
