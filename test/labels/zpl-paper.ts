import { inflateSync } from 'node:zlib';
import { ready } from 'zpl-renderer-js';
import type { Scan } from './paper.ts';

/** What a stranger's reading of ZPL makes of it: each label as a scan. Labels are of one size, mm. */
export async function renderZpl(
  zpl: Uint8Array,
  size: { width: number; height: number },
  dpi: number,
): Promise<Scan[]> {
  const { api } = await ready;
  const text = Buffer.from(zpl).toString('latin1');
  const perMm = dpi === 203 ? 8 : dpi / 25.4;
  const pictures = await api.zplToBase64MultipleAsync(text, size.width, size.height, perMm);
  return pictures.map((picture) => readPng(Buffer.from(picture, 'base64'), dpi));
}

/** A PNG of eight bits of grey, not interlaced (ISO/IEC 15948), as the renderer writes it. */
export function readPng(png: Buffer, dpi: number): Scan {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png.readUInt8(24) !== 8 || png.readUInt8(25) !== 0) throw new Error('not a grey PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const kind = png.toString('latin1', at + 4, at + 8);
    if (kind === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (width + 1)] as number;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? (grey[y * width + x - 1] as number) : 0;
      const up = y > 0 ? (grey[(y - 1) * width + x] as number) : 0;
      const corner = x > 0 && y > 0 ? (grey[(y - 1) * width + x - 1] as number) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      grey[y * width + x] = (raw[y * (width + 1) + 1 + x] as number) + guess;
    }
  }
  return { width, height, dpi, grey };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
