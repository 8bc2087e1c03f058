import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URL } from 'node:url';
import { create, type Glyph } from 'fontkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFontFile } from '../../main/labels/truetype/font-file.ts';
import { createSubset } from '../../main/labels/truetype/subset.ts';

/** fontkit is the oracle: another reader of the same file. */

const path = new URL('../../resources/fonts/NotoSansSC-Regular.ttf', import.meta.url);
const bytes = readFileSync(path);
const oracle = create(bytes);
const font = openFontFile(path);

/** As we write a path, without steps that go nowhere: the two readers close contours differently. */
const letters: Record<string, string> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  closePath: 'Z',
};
const shown = (steps: readonly (readonly (string | number)[])[]): string[] => {
  const out: string[] = [];
  let [pen, first] = ['', ''];
  for (const [kind, ...args] of steps) {
    const to = args.slice(-2).join(' ');
    if (kind === 'M') first = to;
    if (kind === 'L' && to === pen) continue;
    if (kind === 'Z' && pen !== first) out.push(`L ${first}`);
    out.push([kind, ...args].join(' '));
    pen = kind === 'Z' ? first : to;
  }
  return out;
};
const theirs = ({ path: { commands } }: Glyph) =>
  shown(commands.map(({ command, args }) => [letters[command] ?? command, ...args]));

const characters = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, n) => 0x20 + n),
  ...[...'ÀÉÜßñøŁĐ№€°±²µ×–—…「」、。，；'].map((c) => c.codePointAt(0) as number),
  ...Array.from({ length: 600 }, (_, n) => 0x4e00 + 31 * n),
  0x20000,
  0x10ffff,
  0,
];

describe('a font read a glyph at a time', () => {
  test('has the glyphs, widths and outlines that another reader finds', () => {
    for (const code of characters) {
      const glyph = oracle.glyphForCodePoint(code);
      expect(font.glyphOf(code), `U+${code.toString(16)}`).toBe(glyph.id);
      expect(font.advanceOf(glyph.id)).toBe(glyph.advanceWidth);
      expect(shown(font.outlineOf(glyph.id)), `U+${code.toString(16)}`).toEqual(theirs(glyph));
    }
  });

  test('the font has no composite glyph: they would be refused', () => {
    const ids = Array.from({ length: oracle.numGlyphs }, (_, id) => id);
    for (const id of ids) expect(() => font.outlineOf(id), `glyph ${id}`).not.toThrow();
  });

  test('says of itself what another reader finds', () => {
    for (const key of ['unitsPerEm', 'postscriptName', 'ascent', 'descent', 'capHeight'] as const) {
      expect(font[key], key).toBe(oracle[key]);
    }
    const { minX, minY, maxX, maxY } = oracle.bbox;
    expect(font.bbox).toEqual({ minX, minY, maxX, maxY });
  });

  test('a subset has the same glyphs under new numbers, and few bytes', () => {
    const subset = createSubset(font);
    const text = 'INV-5KW 逆变器é';
    const numbers = [...text].map((c) => subset.include(font.glyphOf(c.codePointAt(0) as number)));
    const encoded = subset.encode();
    expect(encoded.length).toBeLessThan(20_000);
    const small = create(encoded);
    for (const [n, character] of [...text].entries()) {
      const whole = oracle.glyphForCodePoint(character.codePointAt(0) as number);
      const part = small.getGlyph(numbers[n] as number);
      expect(part.advanceWidth).toBe(whole.advanceWidth);
      expect(theirs(part)).toEqual(theirs(whole));
    }
  });

  test('refuses what is no TrueType font', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lineside-font-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const kept = (name: string, data: Uint8Array) => {
      writeFileSync(join(folder, name), data);
      return join(folder, name);
    };
    expect(() => openFontFile(kept('a.ttf', Buffer.from('no font at all')))).toThrow('TrueType');
    expect(() => openFontFile(kept('b.ttf', Buffer.alloc(3)))).toThrow('torn');
    expect(() => openFontFile(kept('c.ttf', bytes.subarray(0, 5000)))).toThrow('torn');
  });
});
