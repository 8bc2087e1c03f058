import type { Size } from './sizes.ts';

/** Reed-Solomon over GF(256) with x^8 + x^5 + x^3 + x^2 + 1 (ISO/IEC 16022, 5.7 and annex E). */
const exponents = new Uint8Array(255);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  exponents[power] = value;
  logarithms[value] = power;
  value <<= 1;
  if (value & 0x100) value ^= 0x12d;
}

const times = (a: number, b: number): number =>
  a === 0 || b === 0
    ? 0
    : (exponents[((logarithms[a] as number) + (logarithms[b] as number)) % 255] as number);

/** Coefficients of the product of (x - 2^1) … (x - 2^count), without the leading 1, highest power first. */
function generator(count: number): Uint8Array {
  let polynomial = Uint8Array.of(1);
  for (let root = 1; root <= count; root++) {
    const next = new Uint8Array(polynomial.length + 1);
    for (const [at, coefficient] of polynomial.entries()) {
      next[at] = (next[at] as number) ^ coefficient;
      next[at + 1] = (next[at + 1] as number) ^ times(coefficient, exponents[root] as number);
    }
    polynomial = next;
  }
  return polynomial.slice(1);
}
const generators = new Map<number, Uint8Array>();

/** Data filled up to the size with pads (5.2.3), then the correction of all blocks. */
export function withCorrection(data: readonly number[], size: Size): Uint8Array {
  const all = new Uint8Array(size.data + size.correction);
  all.set(data);
  for (let at = data.length; at < size.data; at++) {
    const mixed = 129 + ((149 * (at + 1)) % 253) + 1;
    all[at] = at === data.length ? 129 : mixed > 254 ? mixed - 254 : mixed;
  }
  const each = size.correction / size.blocks;
  const polynomial = generators.get(each) ?? generator(each);
  generators.set(each, polynomial);
  for (let block = 0; block < size.blocks; block++) {
    const rest = new Uint8Array(each);
    for (let at = block; at < size.data; at += size.blocks) {
      const factor = (all[at] as number) ^ (rest[0] as number);
      rest.copyWithin(0, 1);
      rest[each - 1] = 0;
      for (let k = 0; k < each; k++) {
        rest[k] = (rest[k] as number) ^ times(factor, polynomial[k] as number);
      }
    }
    for (let k = 0; k < each; k++) all[size.data + k * size.blocks + block] = rest[k] as number;
  }
  return all;
}
