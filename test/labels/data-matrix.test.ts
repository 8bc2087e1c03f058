import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { dataMatrix } from '../../shared/labels/data-matrix.ts';

/** The decoder is not ours: what it reads is what a scanner would. */

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));

beforeAll(async () => {
  const { buffer } = new Uint8Array(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
});

async function read(text: string, options: Parameters<typeof dataMatrix>[1] = {}) {
  const symbol = dataMatrix(text, options);
  if (!symbol) throw new Error(`no symbol for ${text.length} characters`);
  const scale = 4;
  const quiet = 2;
  const width = (symbol.columns + 2 * quiet) * scale;
  const height = (symbol.rows + 2 * quiet) * scale;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / scale) - quiet;
      const row = Math.floor(y / scale) - quiet;
      const inside = column >= 0 && row >= 0 && column < symbol.columns && row < symbol.rows;
      if (inside && symbol.isDark(column, row))
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  const [found] = await readBarcodes({ data, width, height, colorSpace: 'srgb' } as ImageData, {
    formats: ['DataMatrix'],
    textMode: 'Plain',
  });
  return { symbol, text: found?.text, aim: found?.symbologyIdentifier };
}

test('every square from 10 to 132 modules is read', async () => {
  const sides = new Set<number>();
  for (let length = 1; length <= 1300; length += length < 60 ? 1 : 17) {
    const text = Array.from({ length }, (_, at) => 'aB3-x~Q7'[(at * 5 + length) % 8]).join('');
    const found = await read(text);
    expect(found.text).toBe(text);
    sides.add(found.symbol.rows);
  }
  expect([...sides].toSorted((a, b) => a - b).join(' ')).toBe(
    '10 12 14 16 18 20 22 24 26 32 36 40 44 48 52 64 72 80 88 96 104 120 132',
  );
}, 180_000);

test('rectangles come only when they are asked for', async () => {
  const shapes = new Set<string>();
  for (let length = 1; length <= 60; length++) {
    const text = 'AB-0001/x'.repeat(7).slice(0, length);
    const found = await read(text, { rectangular: true });
    expect(found.text).toBe(text);
    shapes.add(`${found.symbol.rows}x${found.symbol.columns}`);
    const square = dataMatrix(text);
    expect(square?.rows).toBe(square?.columns);
  }
  for (const shape of ['8x18', '8x32', '12x26', '12x36', '16x36', '16x48']) {
    expect(shapes).toContain(shape);
  }
});

test('any text is read back, whatever mixture of digits, letters and other languages', async () => {
  const run = fc.oneof(
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.stringMatching(/^[A-Z0-9 -]{1,20}$/),
    fc.stringMatching(/^[a-z ]{1,20}$/),
    fc.string({
      unit: fc.integer({ min: 33, max: 127 }).map((c) => String.fromCharCode(c)),
      minLength: 1,
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 5 }), async (runs) => {
      const text = runs.join('');
      const found = await read(text);
      expect(found.text).toBe(text);
      const [oracle] = bwip.raw({ bcid: 'datamatrix', text, parse: false }) as { pixx: number }[];
      // EDIFACT and X12 encodation, which the oracle has as well, may save one size.
      expect(found.symbol.columns).toBeLessThanOrEqual((oracle?.pixx ?? 0) * 1.25);
    }),
    { numRuns: 300 },
  );
  for (const text of ['序列号 AB-0001', 'é', '𝄞'.repeat(80), `${'x'.repeat(300)}中`]) {
    expect((await read(text)).text).toBe(text);
  }
}, 180_000);

describe('GS1', () => {
  test('starts with FNC1 and is announced as GS1 DataMatrix', async () => {
    const found = await read('0109501101530003211234', { gs1: true });
    expect(found).toMatchObject({ text: '0109501101530003211234', aim: ']d2' });
    expect((await read('0109501101530003211234')).aim).toBe(']d1');
  });

  test('a separator is FNC1 and comes back as GS', async () => {
    const text = '01095011015300032112AB\u001d10LOT';
    expect((await read(text, { gs1: true })).text).toBe(text);
  });
});

test('there is no symbol of nothing, and none of what no symbol holds', () => {
  expect(dataMatrix('')).toBeNull();
  expect(dataMatrix('x'.repeat(4000))).toBeNull();
  expect(dataMatrix('9'.repeat(5000))).toBeNull();
  expect(dataMatrix('中'.repeat(1000))).toBeNull();
});
