import { bitReader, bitWriter } from './bits.ts';

/**
 * A digest of SNs: the sorted first bits of their hashes, as a Golomb-coded set. Of each hash so many bits are kept that an SN
 * which is not among them is taken for one with a chance of 2^-30 (9.3e-10) at most, however many there are; that costs
 * 32 to 33 bits an SN. No SN can be read out of it; whoever has it can try whether a certain SN is in it.
 */

/** Bits of a gap that are written as they are; the rest of it is counted. */
const plainBits = 30;
/** How many bits of a hash are kept for so many SNs: 30 to 53, so that each is a safe integer. */
export const digestBits = (count: number): number =>
  plainBits + Math.ceil(Math.log2(Math.max(1, count)));

/** Writes hashes in ascending order; equal ones are written once. Yields after each, so that nobody has to wait for all. */
export function* encodeDigest(sorted: Iterable<number>): Generator<void, Uint8Array> {
  const out = bitWriter();
  let before = -1;
  for (const hash of sorted) {
    if (hash === before) continue;
    const gap = hash - before - 1;
    for (let more = Math.floor(gap / 2 ** plainBits); more > 0; more--) out.bit(1);
    out.bit(0);
    out.number(gap % 2 ** plainBits, plainBits);
    before = hash;
    yield;
  }
  return out.end();
}

/** Reads `count` of them again, in their order; null in place of the first that nobody can have written. */
export function* decodeDigest(
  bytes: Uint8Array,
  bits: number,
  count: number,
): Generator<number | null> {
  const from = bitReader(bytes);
  const most = 2 ** bits;
  let before = -1;
  for (let left = count; left > 0; left--) {
    let high = 0;
    let bit = from.bit();
    while (bit === 1 && high < most / 2 ** plainBits) {
      high++;
      bit = from.bit();
    }
    const low = from.number(plainBits);
    const hash = before + 1 + high * 2 ** plainBits + low;
    if (bit !== 0 || low < 0 || hash >= most) {
      yield null;
      return;
    }
    yield hash;
    before = hash;
  }
}
