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
  /** Takes the place of what the bytes held. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes.fill(0);
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

/** Writes the data codewords, filled up as the standard says. The caller has seen that they fit. */
function dataCodewords(
  segments: readonly Segment[],
  version: number,
  into: Uint8Array,
  gs1: boolean,
): void {
  const bits = new BitWriter(into);
  const size = into.length;
  if (gs1) bits.put(fnc1.indicator, fnc1.bits);
  for (const segment of segments) {
    bits.put(indicators[segment.mode], 4);
    bits.put(segment.length, countBits(segment.mode, version));
    putText(bits, segment);
  }
  // The terminator is zeros, which are there already: as many of its four bits as have room.
  const used = Math.min(size, Math.ceil((bits.length + 4) / 8));
  for (let at = used, even = true; at < size; at++, even = !even) {
    into[at] = even ? 0xec : 0x11;
  }
}

/** True when the segments fit a symbol of this version. */
export const fits = (
  segments: readonly Segment[],
  version: number,
  { data }: Blocks,
  gs1: boolean,
): boolean => bitsOf(segments, version) + (gs1 ? fnc1.bits : 0) <= data * 8;

/** What was made last for each size, and where the next is made: data and all codewords. */
interface Kept {
  last: Uint8Array;
  next: Uint8Array;
  found: Uint8Array;
  correction: Uint8Array;
}
const keptOf = new Map<Blocks, Kept>();

/** Noughts alone are corrected by noughts. */
const newKept = ({ data, ecc, total }: Blocks): Kept => ({
  last: new Uint8Array(data),
  next: new Uint8Array(data),
  found: new Uint8Array(total),
  correction: new Uint8Array(ecc),
});

/**
 * All codewords, data and error correction interleaved block by block. They stand until the next call. Blocks that are
 * as they were last time stay: in a run of labels only the one with the end of the SN changes.
 */
export function codewords(
  segments: readonly Segment[],
  version: number,
  blocks: Blocks,
  gs1: boolean,
): Uint8Array {
  const { count, ecc, data: size } = blocks;
  let kept = keptOf.get(blocks);
  if (!kept) keptOf.set(blocks, (kept = newKept(blocks)));
  const { last, next: data, found, correction } = kept;
  dataCodewords(segments, version, data, gs1);
  const short = Math.floor(size / count);
  const longBlocks = size % count;
  let from = 0;
  for (let block = 0; block < count; block++) {
    const isLong = block >= count - longBlocks;
    const length = short + (isLong ? 1 : 0);
    const to = from + length;
    if (!isEqual(data, last, from, to)) {
      for (let at = 0; at < short; at++) found[at * count + block] = data[from + at] as number;
      if (isLong) {
        found[short * count + block - (count - longBlocks)] = data[from + short] as number;
      }
      correct(data, [from, to], ecc, correction, 0);
      for (let at = 0; at < ecc; at++) found[size + at * count + block] = correction[at] as number;
    }
    from = to;
  }
  kept.last = data;
  kept.next = last;
  return found;
}

function isEqual(one: Uint8Array, other: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (one[at] !== other[at]) return false;
  return true;
}
