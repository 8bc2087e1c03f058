import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { code128 } from '../../shared/labels/code128.ts';

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));

/** Two pixels a module, forty high, with quiet zones: what a camera would see at its best. */
function picture(widths: number[]) {
  const scale = 2;
  const width = (widths.reduce((sum, each) => sum + each, 0) + 40) * scale;
  const height = 40;
  const line = new Uint8ClampedArray(width * 4).fill(255);
  let x = 20 * scale;
  for (const [at, each] of widths.entries()) {
    if (at % 2 === 0) line.fill(0, x * 4, (x + each * scale) * 4);
    x += each * scale;
  }
  for (let alpha = 3; alpha < line.length; alpha += 4) line[alpha] = 255;
  const data = new Uint8ClampedArray(line.length * height);
  for (let row = 0; row < height; row++) data.set(line, row * line.length);
  return { data, width, height, colorSpace: 'srgb' } as ImageData;
}

describe('a Code 128 of ours', () => {
  beforeAll(async () => {
    const { buffer } = new Uint8Array(readFileSync(wasm));
    await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  });

  it('is read back by a decoder that is not ours, control characters too', async () => {
    const ascii = fc.string({
      minLength: 1,
      maxLength: 24,
      unit: fc.integer({ min: 1, max: 126 }).map((code) => String.fromCharCode(code)),
    });
    await fc.assert(
      fc.asyncProperty(ascii, async (text) => {
        const [read] = await readBarcodes(picture(code128(text) ?? []), { formats: ['Code128'] });
        expect(new TextDecoder('latin1').decode(read?.bytes)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('says of itself that it is GS1-128', async () => {
    const text = '01095011015300032112AB\u001d10LOT';
    const [read] = await readBarcodes(picture(code128(text, { gs1: true }) ?? []), {
      formats: ['Code128'],
      textMode: 'Plain',
    });
    expect([read?.symbologyIdentifier, read?.text]).toEqual([']C1', text]);
  });

  it('is as short as the oracle makes it, digits by twos', async () => {
    const digits = fc.stringMatching(/^[0-9]{1,9}$/);
    const letters = fc.stringMatching(/^[A-Za-z-]{1,5}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(digits, letters), { minLength: 1 }), async (parts) => {
        const text = parts.join('');
        const widths = code128(text) ?? [];
        const [read] = await readBarcodes(picture(widths), { formats: ['Code128'] });
        expect(read?.text).toBe(text);
        const [oracle] = bwip.raw({ bcid: 'code128', text }) as { sbs: number[] }[];
        expect(widths.length).toBeLessThanOrEqual(oracle?.sbs.length ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  it('is not made of other letters, nor of nothing', () => {
    expect([code128('序'), code128('é'), code128('')]).toEqual([null, null, null]);
  });
});
