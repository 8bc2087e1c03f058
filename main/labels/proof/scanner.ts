import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Raster } from '../raster/rasterise.ts';

/** Reads codes as a scanner does: texts of all that it finds. A stranger to our encoders. */
export type Scanner = (raster: Raster) => Promise<string[]>;

let opened: Promise<Scanner> | undefined;

/** The decoder, loaded once a thread. */
export const openScanner = (): Promise<Scanner> => (opened ??= load());

async function load(): Promise<Scanner> {
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const { buffer } = new Uint8Array(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  return async (raster) => {
    // What comes out straight and sharp must be read without trying hard; what is not is no good label.
    const codes = await readBarcodes(pictureOf(raster), {
      formats: ['QRCode', 'DataMatrix', 'Code128'],
      tryHarder: false,
      tryRotate: false,
      tryInvert: false,
      tryDownscale: false,
      textMode: 'Plain',
    });
    return codes.filter(({ isValid }) => isValid).map(({ text }) => text);
  };
}

type Picture = Parameters<typeof readBarcodes>[0];

function pictureOf({ columns, rows, bits }: Raster): Picture {
  const pixels = new Uint32Array(columns * rows).fill(0xffffffff);
  const stride = Math.ceil(columns / 8);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const byte = bits[y * stride + (x >> 3)] as number;
      if ((byte & (0x80 >> (x & 7))) !== 0) pixels[y * columns + x] = 0xff000000;
    }
  }
  const data = new Uint8ClampedArray(pixels.buffer);
  return { data, width: columns, height: rows, colorSpace: 'srgb' } as Picture;
}
