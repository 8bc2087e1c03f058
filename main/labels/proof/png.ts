import { crc32, deflateSync } from 'node:zlib';
import type { Raster } from '../raster/rasterise.ts';

/** A bitmap as a PNG of one bit a pixel (ISO/IEC 15948); black stays black. */
export function pngOf({ columns, rows, bits }: Raster): Uint8Array<ArrayBuffer> {
  const stride = Math.ceil(columns / 8);
  const lines = Buffer.alloc(rows * (stride + 1));
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < stride; at++) {
      lines[row * (stride + 1) + 1 + at] = ~(bits[row * stride + at] as number) & 0xff;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  // One bit of grey; no interlace.
  header[8] = 1;
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
