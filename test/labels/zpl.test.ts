import { describe, expect, test } from 'vitest';
import { openFont } from '../../main/labels/font.ts';
import { createZplRun, resumeZpl, writeZpl, type ZplOptions } from '../../main/labels/zpl/label.ts';
import { printerWidth } from '../../main/labels/zpl/text.ts';
import type { Drawing } from '../../shared/labels/draw/drawing.ts';
import { barsMark, plantLabel, qrMark, textMark } from './drawings.ts';
import { expectGolden } from './golden.ts';
import { renderZpl } from './zpl-paper.ts';

const thermal: ZplOptions = { dpi: 203 };

function zpl(drawing: Drawing, options = thermal): string {
  const made = writeZpl(drawing, options);
  if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.message}`);
  return Buffer.from(made.value).toString('latin1');
}

/** A label of one text alone, wide enough for most. */
const saying = (text: string): Drawing => ({
  width: 100,
  height: 10,
  marks: [textMark(text, { x: 1, baseline: 6, size: 3 })],
});

describe('bytes that somebody has looked at', () => {
  test.each<[string, Drawing, ZplOptions]>([
    ['plant-203', plantLabel('SN-2025-000123'), { dpi: 203, sensing: 'gap', after: 'tear' }],
    ['plant-300-offset', plantLabel('SN-2025-000123'), { dpi: 300, offset: { x: 0.5, y: -0.25 } }],
    [
      'chinese-cut',
      plantLabel('SN-2025-000123', '光伏逆变器'),
      { dpi: 203, after: 'cut', darkness: 9, speed: 4, sensing: 'mark' },
    ],
    ['voided', plantLabel('SN-2025-000123'), { dpi: 203, voided: true, sensing: 'continuous' }],
    [
      'code128-peel',
      {
        width: 60,
        height: 20,
        marks: [
          barsMark('SN-2025-000123', { x: 3, y: 3, module: 0.25 }),
          textMark('^XZ~JR_\\ "quoted"', { x: 3, baseline: 15, size: 2.5 }),
        ],
      },
      { dpi: 203, after: 'peel' },
    ],
  ])('%s', (name, drawing, options) => {
    expectGolden(`${name}.zpl`, Buffer.from(zpl(drawing, options), 'latin1'));
  });
});

describe('data never becomes a command', () => {
  const commands = (text: string) => text.match(/[\^~][A-Z@]./gi)?.length;
  const plain = commands(zpl(saying('SN-2025-000123')));

  test.each([
    '^XZ~JR',
    '^XA^FDx^FS^XZ',
    '~HS',
    '~JA',
    '^FS^FO0,0^GB99,99,99',
    '_5EXZ',
    '__5E',
    '\\&',
    '"',
    '""',
    '>:>5',
    "';--",
    '${sn}',
    ',,::!!',
    'a  b',
  ])('%s is printed as it stands', (hostile) => {
    // Beside letters enough for the printer's own font.
    const text = `SN2025${hostile}ABCD`;
    const bytes = zpl(saying(text));
    expect(commands(bytes)).toBe(plain);
    const data = /\^FD(.*)\^FS/.exec(bytes)?.[1] ?? '';
    expect(data).not.toMatch(/[\^~]/);
    const said = data.replace(/_(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    expect(said).toBe(text);
  });

  test.each([
    ['a line feed', 'SN\n^XZ', 'label-glyph-missing'],
    ['a carriage return', 'SN\r\n~JR', 'label-glyph-missing'],
    ['U+0000', 'SN\u0000', 'label-glyph-missing'],
    ['an escape', 'SN\u001b', 'label-glyph-missing'],
    ['delete', 'SN\u007f', 'label-glyph-missing'],
    ['a C1 control', 'SN\u009b', 'label-glyph-missing'],
    ['a right-to-left override', 'SN\u202e321', 'label-glyph-missing'],
    ['a zero width space', 'SN\u200b1', 'label-glyph-missing'],
    ['half a pair', 'SN\ud800', 'label-glyph-missing'],
    ['a picture that the font has not', '😀', 'label-glyph-missing'],
    ['4,000 characters', 'A'.repeat(4000), 'label-does-not-fit'],
  ])('%s is refused', (_, text, code) => {
    const made = writeZpl(saying(text), thermal);
    expect(made.ok ? null : made.problem.code).toBe(code);
  });

  test('other scripts and marks come as dots, never as bytes above 126', () => {
    for (const text of ['光伏逆变器', 'Größe', 'Ω', '³', '’']) {
      const bytes = zpl(saying(text));
      expect(bytes).toMatch(/^[\n\x20-\x7e]+$/);
      expect(bytes).toContain('^GFA');
      expect(bytes).not.toContain('^FD');
    }
  });
});

describe('nothing is cut', () => {
  test('a code that would lie in part beside the head or the label is refused', () => {
    const at = (x: number, offset: number) =>
      writeZpl(
        { width: 30, height: 30, marks: [qrMark('SN', { x, y: 5, module: 0.5 })] },
        { dpi: 203, offset: { x: offset, y: 0 } },
      ).ok;
    expect(at(19.5, 0)).toBe(true);
    expect(at(20, 0)).toBe(false);
    expect(at(1, -1)).toBe(true);
    expect(at(1, -1.2)).toBe(false);
  });

  test('a module is whole dots, and never more than it was given', () => {
    for (const [dpi, module, dots] of [
      [203, 0.5, 4],
      [203, 0.49, 3],
      [300, 0.5, 5],
      [300, (4 * 25.4) / 300, 4],
      [600, 0.254, 6],
    ] as const) {
      const mark = qrMark('SN', { x: 2, y: 2, module });
      const bytes = zpl({ width: 40, height: 40, marks: [mark] }, { dpi });
      expect(bytes).toContain(`,${Math.ceil((21 * dots) / 8)},`);
    }
  });

  test('no visible character of the printer font comes out wider than it was laid out', async () => {
    const { measure } = openFont();
    const texts = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at).repeat(10));
    const size = { width: 60, height: 8 * texts.length };
    const made = zpl({
      ...size,
      marks: texts.map((text, at) => textMark(text, { x: 0, baseline: 8 * at + 6, size: 5 })),
    });
    const [scan] = await renderZpl(Buffer.from(made), size, 203);
    if (!scan) throw new Error('nothing was rendered');
    const reach = (top: number) => {
      const strip = scan.grey.subarray(top * scan.width, (top + 64) * scan.width);
      return strip.reduce(
        (most, grey, at) => (grey < 128 ? Math.max(most, at % scan.width) : most),
        0,
      );
    };
    expect(made.split('^FD').length - 1).toBeGreaterThan(85);
    const wide = texts.flatMap((text, at) => {
      const laid = measure(text, 5) * 8;
      return reach(64 * at) > laid + 1 ? [`${text[0]} ${reach(64 * at)} > ${laid}`] : [];
    });
    expect(wide).toEqual([]);
    const [sn, em] = ['SN-2025-000123', 40];
    expect(printerWidth(sn, em, measure(sn, em), measure)).toBeGreaterThan(0.8 * em);
  });
});

describe('a run', () => {
  const labels = ['A1', 'A2', 'A3'].map((sn) => plantLabel(`SN-2025-00${sn}`));
  const pieces = () => {
    const run = createZplRun(thermal);
    return labels.map((label) => {
      const made = run.label(label);
      if (!made.ok) throw new Error(made.problem.code);
      return Buffer.from(made.value);
    });
  };

  test('stores an icon once and calls it up on each label', () => {
    const said = pieces().map((piece) => piece.toString('latin1'));
    expect(said.map((piece) => piece.split('~DGR:').length - 1)).toEqual([1, 0, 0]);
    expect(said.map((piece) => piece.split('^XGR:').length - 1)).toEqual([1, 1, 1]);
    const size = said.map(({ length }) => length);
    expect(size[1]).toBeLessThan(size[0] as number);
  });

  test('looks the same with its icons stored or in each label', async () => {
    const stored = await renderZpl(Buffer.concat(pieces()), { width: 50, height: 30 }, 203);
    const each = Buffer.concat(labels.map((label) => Buffer.from(zpl(label))));
    expect(stored).toEqual(await renderZpl(each, { width: 50, height: 30 }, 203));
    expect(stored).toHaveLength(3);
  });

  test('resumed at its second label brings along what the first had stored', async () => {
    const resumed = Buffer.concat([...resumeZpl(pieces(), 1)]);
    const all = await renderZpl(Buffer.concat(pieces()), { width: 50, height: 30 }, 203);
    expect(await renderZpl(resumed, { width: 50, height: 30 }, 203)).toEqual(all.slice(1));
  });
});
