import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openFont } from '../../main/labels/font.ts';
import { type Raster, rasterise } from '../../main/labels/raster/rasterise.ts';
import { code128 } from '../../shared/labels/code128.ts';
import type { Drawing, Mark } from '../../shared/labels/draw/drawing.ts';
import { encodeQr } from '../../shared/labels/qr/encode.ts';

const font = openFont();
const drawing = (...marks: Mark[]): Drawing => ({ width: 40, height: 20, marks });
const dots = (raster: Raster, row: number) =>
  Array.from({ length: raster.columns }, (_, x) => black(raster, x, row));
const black = ({ columns, bits }: Raster, x: number, y: number) =>
  ((bits[y * Math.ceil(columns / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
const ink = (raster: Raster) =>
  Array.from({ length: raster.rows }, (_, y) => dots(raster, y).filter(Boolean).length).reduce(
    (sum, each) => sum + each,
    0,
  );

function picture(raster: Raster): ImageData {
  const data = new Uint8ClampedArray(raster.columns * raster.rows * 4).fill(255);
  for (let y = 0; y < raster.rows; y++) {
    for (let x = 0; x < raster.columns; x++) {
      if (black(raster, x, y))
        data.fill(0, (y * raster.columns + x) * 4, (y * raster.columns + x) * 4 + 3);
    }
  }
  return { data, width: raster.columns, height: raster.rows, colorSpace: 'srgb' } as ImageData;
}

function qr(text: string, module: number, x: number, y: number): Mark {
  const code = encodeQr(text, 'M');
  if (!code) throw new Error('too long');
  const { size, isDark } = code;
  return {
    kind: 'modules',
    symbology: 'qr',
    x,
    y,
    module,
    columns: size,
    rows: size,
    isDark,
    text,
  };
}

describe('a drawing as dots', () => {
  beforeAll(async () => {
    const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const { buffer } = new Uint8Array(readFileSync(wasm));
    await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  });

  test.each([
    [8, 0.5, 3, 3],
    [8, 0.5, 3.0625, 3.0625],
    [300 / 25.4, (4 * 25.4) / 300, 2, 2],
    [600 / 25.4, (8 * 25.4) / 600, 2, 2],
  ])(
    'at %f dots a millimetre has modules of whole dots, all alike',
    async (dotsPerMm, module, x, y) => {
      const text = 'LS:INV-5K/SN-2025-000042';
      const mark = qr(text, module, x, y);
      const raster = rasterise(drawing(mark), { dotsPerMm, font });
      const wide = Math.round(module * dotsPerMm);
      const first = Array.from({ length: raster.rows }, (_, row) => dots(raster, row)).find((row) =>
        row.some(Boolean),
      );
      // The finder pattern: seven dark modules.
      const from = first?.indexOf(true) ?? 0;
      expect(first?.slice(from).indexOf(false)).toBe(7 * wide);
      const [read] = await readBarcodes(picture(raster), { formats: ['QRCode'] });
      expect(read?.text).toBe(text);
    },
  );

  test('has bars of whole dots that are read back', async () => {
    const mark: Mark = {
      kind: 'bars',
      x: 4,
      y: 4,
      height: 8,
      module: 0.25,
      widths: code128('SN-1-2') ?? [],
      text: 'SN-1-2',
    };
    const raster = rasterise(drawing(mark), { dotsPerMm: 8, font });
    const [read] = await readBarcodes(picture(raster), { formats: ['Code128'] });
    expect(read?.text).toBe('SN-1-2');
  });

  test('sets letters whose strokes are thinner than a dot, Chinese too, as poppler would within a dot', () => {
    const text = { kind: 'text', x: 2, baseline: 6, size: 2, text: '智能一二三 Smart' } as const;
    const raster = rasterise(drawing(text), { dotsPerMm: 8, font });
    const rows = Array.from({ length: raster.rows }, (_, y) => dots(raster, y).some(Boolean));
    expect(rows.indexOf(true)).toBeGreaterThanOrEqual((6 - 0.9 * 2) * 8);
    expect(rows.lastIndexOf(true)).toBeLessThanOrEqual((6 + 0.25 * 2) * 8);
    const one = rasterise(drawing({ ...text, text: '三' }), { dotsPerMm: 8, font });
    const strokes = Array.from({ length: one.rows }, (_, y) => dots(one, y).some(Boolean));
    const count = strokes.filter((row, y) => row && !strokes[y - 1]).length;
    expect(count).toBe(3);
  });

  test('keeps a line that is thinner than a dot, and a frame open inside', () => {
    const line = { kind: 'rectangle', x: 1, y: 1, width: 10, height: 0.05 } as const;
    expect(ink(rasterise(drawing(line), { dotsPerMm: 8, font }))).toBe(80);
    for (const radius of [0, 1.5]) {
      const frame = {
        kind: 'frame',
        x: 1,
        y: 1,
        width: 10,
        height: 6,
        thickness: 0.25,
        radius,
      } as const;
      const raster = rasterise(drawing(frame), { dotsPerMm: 8, font });
      expect(black(raster, 48, 32)).toBe(false);
      expect([black(raster, 48, 8), black(raster, 48, 9), black(raster, 48, 10)]).toEqual([
        true,
        true,
        false,
      ]);
      expect(black(raster, 8, 8)).toBe(radius === 0);
    }
  });

  test('draws a bitmap pixel by pixel, and nothing outside the label', () => {
    const bitmap = {
      kind: 'bitmap',
      x: -1,
      y: 19,
      width: 2,
      height: 2,
      columns: 2,
      rows: 2,
      bits: Uint8Array.of(0x40, 0xc0),
    } as const;
    const raster = rasterise(drawing(bitmap), { dotsPerMm: 8, font });
    expect(ink(raster)).toBe(64);
    expect(black(raster, 0, 152)).toBe(true);
  });
});
