import { existsSync } from 'node:fs';
import { URL } from 'node:url';
import type { Measure } from '../../shared/labels/text.ts';
import { ProblemError } from '../../shared/problems.ts';
import { type FontFile, openFontFile } from './truetype/font-file.ts';

/** The font that every text of a label is set in. */
export interface LabelFont {
  file: FontFile;
  measure: Measure;
  /** Throws `label-glyph-missing` for the first character of `text` that would print as a box or not at all. */
  check(text: string): void;
}

const fontName = 'NotoSansSC-Regular.ttf';
let opened: LabelFont | undefined;

/** The label font, opened once a thread. */
export const openFont = (): LabelFont => (opened ??= makeFont(openFontFile(fontPath())));

function makeFont(file: FontFile): LabelFont {
  const widths = new Map<number, number>();
  /** The same for ASCII: nearly all that labels say. */
  const ascii = Array.from({ length: 128 }, (_, code) => file.advanceOf(file.glyphOf(code)));
  // Letter by letter, as they are drawn: no kerning, and no two letters of an SN melt into one glyph.
  const measure: Measure = (text, size) => {
    let units = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.codePointAt(at) as number;
      if (code > 0xffff) at++;
      let width = code < ascii.length ? ascii[code] : widths.get(code);
      if (width === undefined) {
        width = file.advanceOf(file.glyphOf(code));
        widths.set(code, width);
      }
      units += width;
    }
    return (units / file.unitsPerEm) * size;
  };

  // Controls, format characters (direction overrides, zero widths), halves of pairs, private use.
  const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
  const fine = new Set<string>();
  const printable = Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at);
  const hasAscii = printable.every((code) => file.glyphOf(code) !== 0);
  const check = (text: string) => {
    if (hasAscii && /^[ -~]*$/.test(text)) return;
    for (const character of text) {
      if (fine.has(character)) continue;
      const code = character.codePointAt(0) ?? 0;
      const unprintable = invisible.test(character);
      if (!unprintable && file.glyphOf(code) !== 0) {
        fine.add(character);
        continue;
      }
      throw new ProblemError('label-glyph-missing', {
        // An override or a control would garble the very sentence that names it.
        character: unprintable ? '\u{FFFD}' : character,
        code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      });
    }
  };
  return { file, measure, check };
}

/** Sources stand one folder nearer to the resources than what is built from them into `dist/`. */
export function fontPath(): URL {
  const near = new URL(`../../resources/fonts/${fontName}`, import.meta.url);
  return existsSync(near) ? near : new URL(`../../../resources/fonts/${fontName}`, import.meta.url);
}
