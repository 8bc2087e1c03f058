import type { Measure } from '../../../shared/labels/text.ts';

/** Below ten dots the printer's scalable font is not defined, and below fourteen it is a blot. */
const smallest = 14;

/** Narrower than this the letters of the printer's font close up; the label font's own are better then. */
const narrowest = 0.7;

/** Bytes that one `^FD` may bring, its escapes included. */
const longest = 3072;

/**
 * Ems that a character of font 0 (CG Triumvirate Bold Condensed) takes at most: as many as the label font's and a
 * little more, which is a lot for a condensed face; but its hyphen is a dash, and its narrowest marks are wider.
 */
const atMost = (character: string, measure: Measure): number =>
  character === '-' ? 0.8 : Math.max(0.34, 1.06 * measure(character, 1));

/**
 * The width parameter of `^A0` in dots with which a text surely becomes no wider than it was laid out, or null where
 * the printer's own font should not set it: other than visible ASCII, too small, too narrow, too long.
 */
export function printerWidth(
  text: string,
  size: number,
  width: number,
  measure: Measure,
): number | null {
  if (!/^[\x20-\x7e]+$/.test(text) || size < smallest) return null;
  if (escaped(text).length > longest) return null;
  let ems = 0;
  for (const character of text) ems += atMost(character, measure);
  const fits = Math.min(size, Math.floor(width / ems));
  return fits >= narrowest * size ? fits : null;
}

/**
 * A text for `^FD` after `^FH_`. Everything that ZPL gives a meaning to goes as its number: the two prefixes, the
 * escape itself, and the backslash of `^FB`.
 */
export function escaped(text: string): string {
  return text.replace(/[^\x20-\x7e]|[\\^_~]/g, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0x7e || code < 0x20) throw new RangeError('not visible ASCII');
    return `_${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
