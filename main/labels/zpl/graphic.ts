import type { Raster } from '../raster/rasterise.ts';

/** The largest picture that one command may bring, in bytes (ZPL II Programming Guide, `^GF`). */
const most = 99_999;

/** What stands for a run of equal hex digits: `G` to `Y` are 1 to 19, `g` to `z` twenties up to 400; they add up. */
const longestRun = 419;

/** The parameters of `^GF` and `~DG`: bytes in all, bytes a row, and the rows in Zebra's run-length form. */
export interface Graphic {
  bytes: number;
  stride: number;
  data: string;
  rows: number;
}

/** A bitmap in as few pieces as the language allows, from the top. */
export function graphicsOf({ columns, rows, bits }: Raster): Graphic[] {
  const stride = Math.ceil(columns / 8);
  const perPiece = Math.floor(most / stride);
  const pieces: Graphic[] = [];
  for (let top = 0; top < rows; top += perPiece) {
    const part = bits.subarray(top * stride, Math.min(rows, top + perPiece) * stride);
    pieces.push({
      bytes: part.length,
      stride,
      data: packRows(part, stride),
      rows: part.length / stride,
    });
  }
  return pieces;
}

function packRows(bits: Uint8Array, stride: number): string {
  let before = '';
  let data = '';
  for (let at = 0; at < bits.length; at += stride) {
    const row = Buffer.from(bits.subarray(at, at + stride))
      .toString('hex')
      .toUpperCase();
    data += row === before ? ':' : packRow(row);
    before = row;
  }
  return data;
}

/**
 * `,` is zeros to the end of the row. Its sister `!` is not used: the guide says "ones", and readers of ZPL do not
 * agree whether those are bits or digits.
 */
function packRow(row: string): string {
  const body = row.replace(/0+$/, '');
  const packed = body.replace(/(.)\1*/g, (run, digit: string) => packRun(digit, run.length));
  return body.length < row.length ? `${packed},` : packed;
}

function packRun(digit: string, length: number): string {
  if (length > longestRun) return packRun(digit, longestRun) + packRun(digit, length - longestRun);
  if (length < 3) return digit.repeat(length);
  const twenties = Math.floor(length / 20);
  const ones = length % 20;
  const high = twenties === 0 ? '' : String.fromCharCode(0x66 + twenties);
  const low = ones === 0 ? '' : String.fromCharCode(0x46 + ones);
  return high + low + digit;
}
