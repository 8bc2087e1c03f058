import { correct } from './reed-solomon.ts';
import { bitsOf, countBits, type Segment } from './segments.ts';
import type { Blocks } from './tables.ts';

/** Segments -> codewords in the order in which they are placed (7.4.10, 7.5, 7.6). */

/** FNC1 in first position: an indicator without anything behind it. */
const fnc1 = { indicator: 5, bits: 4 } as const;
const indicators = { numeric: 1, alphanumeric: 2, byte: 4 } as const;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const valueOf = new Uint8Array(128);
[...alphabet].forEach((character, value) => {
  valueOf[character.charCodeAt(0)] = value;
});
const utf8 = new TextEncoder();

/** Writes bits into bytes, first bit highest. */
class BitWriter {
  readonly bytes: Uint8Array;
  length = 0;
  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }
  put(value: number, bits: number): void {
    let left = bits;
    while (left > 0) {
      const room = 8 - (this.length & 7);
      const taken = Math.min(room, left);
      const part = (value >>> (left - taken)) & ((1 << taken) - 1);
      const at = this.length >> 3;
      this.bytes[at] = (this.bytes[at] as number) | (part << (room - taken));
      this.length += taken;
      left -= taken;
    }
  }
}

function putText(bits: BitWriter, { mode, text, length }: Segment): void {
  if (mode === 'byte') {
    if (length > text.length) for (const byte of utf8.encode(text)) bits.put(byte, 8);
    else for (let at = 0; at < length; at++) bits.put(text.charCodeAt(at), 8);
    return;
  }
  const step = mode === 'numeric' ? 3 : 2;
  for (let at = 0; at < text.length; at += step) {
    if (mode === 'numeric') {
      const digits = text.slice(at, at + 3);
      bits.put(Number(digits), digits.length * 3 + 1);
    } else {
      const first = valueOf[text.charCodeAt(at)] as number;
      if (at + 1 === text.length) bits.put(first, 6);
      else bits.put(first * 45 + (valueOf[text.charCodeAt(at + 1)] as number), 11);
    }
  }
}

/** Data codewords, filled up as the standard says. The caller has seen that they fit. */
function dataCodewords(
  segments: readonly Segment[],
  version: number,
  size: number,
  gs1: boolean,
): Uint8Array {
  const bits = new BitWriter(size);
  if (gs1) bits.put(fnc1.indicator, fnc1.bits);
  for (const segment of segments) {
    bits.put(indicators[segment.mode], 4);
    bits.put(segment.length, countBits(segment.mode, version));
    putText(bits, segment);
  }
  // The terminator is zeros, which are there already: as many of its four bits as have room.
  const used = Math.min(size, Math.ceil((bits.length + 4) / 8));
  for (let at = used, even = true; at < size; at++, even = !even) {
    bits.bytes[at] = even ? 0xec : 0x11;
  }
  return bits.bytes;
}

/** True when the segments fit a symbol of this version. */
export const fits = (
  segments: readonly Segment[],
  version: number,
  { data }: Blocks,
  gs1: boolean,
): boolean => bitsOf(segments, version) + (gs1 ? fnc1.bits : 0) <= data * 8;

/** All codewords, data and error correction interleaved block by block. */
export function codewords(
  segments: readonly Segment[],
  version: number,
  { count, ecc, data: size, total }: Blocks,
  gs1: boolean,
): Uint8Array {
  const data = dataCodewords(segments, version, size, gs1);
  const short = Math.floor(size / count);
  const longBlocks = size % count;
  const found = new Uint8Array(total);
  const correction = new Uint8Array(ecc);
  let from = 0;
  for (let block = 0; block < count; block++) {
    const isLong = block >= count - longBlocks;
    const length = short + (isLong ? 1 : 0);
    for (let at = 0; at < short; at++) found[at * count + block] = data[from + at] as number;
    if (isLong) {
      found[short * count + block - (count - longBlocks)] = data[from + short] as number;
    }
    correct(data, [from, from + length], ecc, correction, 0);
    for (let at = 0; at < ecc; at++) found[size + at * count + block] = correction[at] as number;
    from += length;
  }
  return found;
}
