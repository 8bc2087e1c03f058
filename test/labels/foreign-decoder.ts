import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Scan } from './paper.ts';

let loaded: Promise<unknown> | undefined;

/** Every code on a scan as zxing reads it, with what it says of its own kind; from left to right. */
export async function readAll({ width, height, grey }: Scan, options: ReaderOptions = {}) {
  loaded ??= prepare();
  await loaded;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) data.fill(grey[at] as number, at * 4, at * 4 + 3);
  const picture = { data, width, height, colorSpace: 'srgb' } as ImageData;
  const found = await readBarcodes(picture, { tryHarder: true, textMode: 'Plain', ...options });
  return found
    .filter(({ isValid }) => isValid)
    .toSorted((a, b) => a.position.topLeft.x - b.position.topLeft.x)
    .map(({ text, format, symbologyIdentifier: aim, contentType }) => ({
      text,
      format,
      aim,
      contentType,
    }));
}

function prepare(): Promise<unknown> {
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const { buffer } = new Uint8Array(readFileSync(wasm));
  return prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
}
