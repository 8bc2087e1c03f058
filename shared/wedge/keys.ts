/** One key as it went down: which one by place, what the machine made of it, what was held with it. */
export interface WedgeKey {
  /** `KeyboardEvent.code`; empty where the machine does not tell (remote desktops). */
  code: string;
  /** `KeyboardEvent.key`, by the machine's layout. */
  key: string;
  shift: boolean;
  ctrl: boolean;
  /** The left one. On a machine whose right Alt is no AltGr, a scanner's AltGr is that key all the same. */
  alt: boolean;
  altGraph: boolean;
  /** The state of CapsLock when it went down. */
  capsLock: boolean;
}

const holders = /^(?:Shift|Control|Alt|Meta|OS)(?:Left|Right)?$|^AltGraph$|^Fn$/;
const locks = /^(?:CapsLock|NumLock|ScrollLock|KanaMode|Convert|NonConvert|Lang\d)$/;

/** Shift, AltGr, CapsLock: part of how a character is typed, none by themselves. */
export const isHolder = ({ code, key }: WedgeKey): boolean =>
  [code, key].some((name) => holders.test(name) || locks.test(name));

const typing =
  /^(?:Key[A-Z]|(?:Digit|Numpad)\d|Backquote|Minus|Equal|Bracket(?:Left|Right)|Semicolon|Quote|Backslash|Comma|Period|Slash|Space|Intl(?:Backslash|Ro|Yen)|Numpad(?:Add|Subtract|Multiply|Divide|Decimal|Comma|Equal))$/;

/** A key that characters are made of. By its place where that is known: an input method hides the rest. */
export const isTyping = ({ code, key }: WedgeKey): boolean =>
  code === '' ? [...key].length === 1 : typing.test(code);

/** What ends a code, if this key does. */
export function endOf({ code, key }: WedgeKey): 'Enter' | 'Tab' | null {
  if (key === 'Enter' || code === 'Enter' || code === 'NumpadEnter') return 'Enter';
  return key === 'Tab' || code === 'Tab' ? 'Tab' : null;
}

/** A key press by name, for what is no character: `ctrl+BracketRight`, `F8`. */
export const keyName = ({ code, key, shift, ctrl, alt, altGraph }: WedgeKey): string =>
  [
    ...(ctrl && !altGraph ? ['ctrl'] : []),
    ...(alt ? ['alt'] : []),
    ...(altGraph ? ['altgr'] : []),
    ...(shift ? ['shift'] : []),
    code || key,
  ].join('+');

const numpadDigit = (key: WedgeKey): string | undefined =>
  key.alt && !key.altGraph ? /^Numpad(\d)$/.exec(key.code)?.[1] : undefined;

/** Windows-1252 where it differs from Latin-1 (`Alt+0128` is the euro). */
const cp1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Takes one character typed as a code (`Alt+0065`) off the keys from `from` on. `length` is how many keys it
 * took, 0 where none is there; `char` is null where the code is no character that is sure.
 */
export function takeAltCode(
  keys: readonly WedgeKey[],
  from: number,
): { length: number; char: string | null } {
  let digits = '';
  let at = from;
  for (let key = keys[at]; key; key = keys[++at]) {
    const digit = numpadDigit(key);
    if (digit === undefined) break;
    digits += digit;
  }
  if (digits === '') return { length: 0, char: null };
  const value = Number(digits);
  // Without the zero the machine's old code page decides: only ASCII is the same in all of them.
  const sure = digits.length <= 4 && (value < 128 || (digits.startsWith('0') && value < 256));
  const wide = value >= 128 && value < 160 ? cp1252[value - 128] : String.fromCharCode(value);
  return { length: digits.length, char: sure && value > 0 ? (wide ?? null) : null };
}
