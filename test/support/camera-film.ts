import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** What a camera sees: codes one after the other, and an empty bench between. Chromium plays it over and over. */
export interface Take {
  format: 'QRCode' | 'DataMatrix';
  /** Null: nothing is held before the camera. */
  text: string | null;
  seconds: number;
}

const width = 640;
const height = 480;
const framesPerSecond = 5;

async function lumaOf({ format, text }: Take): Promise<Uint8Array> {
  const picture = new Uint8Array(width * height).fill(210);
  if (text === null) return picture;
  const { symbol, error } = await writeBarcode(text, { format, scale: 1, addQuietZones: false });
  if (error) throw new Error(error);
  const scale = Math.floor(260 / symbol.width);
  const left = Math.floor((width - symbol.width * scale) / 2);
  const top = Math.floor((height - symbol.height * scale) / 2);
  for (let y = 0; y < symbol.height * scale; y++) {
    for (let x = 0; x < symbol.width * scale; x++) {
      const module = symbol.data[Math.floor(y / scale) * symbol.width + Math.floor(x / scale)];
      picture[(top + y) * width + left + x] = module === 0 ? 25 : 210;
    }
  }
  return picture;
}

/** Writes a film as YUV4MPEG2, which Chromium takes for a camera (`--use-file-for-fake-video-capture`). */
export async function writeFilm(path: string, takes: readonly Take[]): Promise<void> {
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm'));
  const { buffer } = new Uint8Array(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  const colour = Buffer.alloc((width * height) / 2, 128);
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (const take of takes) {
    const luma = await lumaOf(take);
    for (let frame = 0; frame < take.seconds * framesPerSecond; frame++) {
      parts.push(Buffer.from('FRAME\n'), luma, colour);
    }
  }
  await writeFile(path, Buffer.concat(parts));
}
