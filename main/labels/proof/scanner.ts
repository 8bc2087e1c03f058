import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Raster } from '../raster/rasterise.ts';

/** Reads codes as a scanner does: texts of all that it finds. A stranger to our encoders. */
export type Scanner = (raster: Raster) => Promise<string[]>;

/** Light from 0 (black) to 255, rows from the top. */
export interface Photograph {
  width: number;
  height: number;
  light: Uint8Array;
}

let loaded: Promise<unknown> | undefined;

/** The decoder, loaded once a thread. */
const load = (): Promise<unknown> => {
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const { buffer } = new Uint8Array(readFileSync(wasm));
  return prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
};

/** What comes out straight and sharp must be read without trying hard; what is not is no good label. */
export async function openScanner(): Promise<Scanner> {
  await (loaded ??= load());
  return (raster) => read(pictureOf(raster), {});
}

/** A scanner in a hand, which tries as hard as it can. */
export async function openHandScanner(): Promise<(photograph: Photograph) => Promise<string[]>> {
  await (loaded ??= load());
  return ({ width, height, light }) => {
    const pixels = new Uint32Array(light.length);
    for (let at = 0; at < light.length; at++) {
      pixels[at] = 0xff000000 | ((light[at] as number) * 0x010101);
    }
    const hard = { tryHarder: true, tryDownscale: true };
    return read(pictureFrom(pixels, width, height), hard);
  };
}

async function read(picture: Picture, how: ReaderOptions): Promise<string[]> {
  const codes = await readBarcodes(picture, {
    formats: ['QRCode', 'DataMatrix', 'Code128'],
    tryHarder: false,
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
    textMode: 'Plain',
    ...how,
  });
  return codes.filter(({ isValid }) => isValid).map(({ text }) => text);
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
  return pictureFrom(pixels, columns, rows);
}

const pictureFrom = (pixels: Uint32Array<ArrayBuffer>, width: number, height: number): Picture => {
  const data = new Uint8ClampedArray(pixels.buffer);
  return { data, width, height, colorSpace: 'srgb' } as Picture;
};
