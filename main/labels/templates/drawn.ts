import type { Drawing, Mark, PathStep, TextMark } from '../../../shared/labels/draw/drawing.ts';
import type { DrawnMark } from '../../../shared/models/template.ts';
import type { FontFile } from '../truetype/font-file.ts';

/**
 * A drawing for a screen: every letter as its own outline in the label font, so that what is seen is what is
 * printed, to the last dot that the screen has.
 */
export const drawnMarks = (drawing: Drawing, font: FontFile): DrawnMark[] =>
  drawing.marks.map((mark) => drawnMark(mark, font));

function drawnMark(mark: Mark, font: FontFile): DrawnMark {
  switch (mark.kind) {
    case 'modules': {
      const { x, y, module, columns, rows, text } = mark;
      const bits = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (__, column) => (mark.isDark(column, row) ? 1 : 0)).join(
          '',
        ),
      );
      return { kind: 'modules', x, y, module, rows: bits, text };
    }
    case 'bars': {
      const { kind, x, y, height, module, text } = mark;
      return { kind, x, y, height, module, widths: [...mark.widths], text };
    }
    case 'text':
      return { kind: 'path', d: textPath(mark, font) };
    case 'shape':
      return { kind: 'path', d: mark.path.map(svgStep).join('') };
    case 'bitmap': {
      const { bits, ...rest } = mark;
      return { ...rest, bits: Buffer.from(bits).toString('base64') };
    }
    default:
      return mark;
  }
}

/** Tenths of a micrometre: less than any printer or screen can show. */
const short = (value: number): number => Math.round(value * 1e4) / 1e4;

const svgStep = ([kind, ...points]: PathStep): string => kind + points.map(short).join(' ');

function textPath({ text, x, baseline, size }: TextMark, font: FontFile): string {
  const scale = size / font.unitsPerEm;
  let left = x;
  let d = '';
  for (const character of text) {
    const glyph = font.glyphOf(character.codePointAt(0) ?? 0);
    for (const [kind, ...points] of font.outlineOf(glyph)) {
      const placed = points.map((value, at) =>
        short(at % 2 === 0 ? left + value * scale : baseline - value * scale),
      );
      d += kind + placed.join(' ');
    }
    left += font.advanceOf(glyph) * scale;
  }
  return d;
}
