/**
 * Which devices of one part of the index, as bytes: offsets of 16 bits, ascending, or one bit a device where that is
 * shorter. The two are told apart by their length.
 */

/** Bits of a part's devices, or their offsets. */
export type IdList = Uint32Array | Uint16Array;

export function pack(offsets: Uint16Array, partSize: number): Buffer {
  if (offsets.length * 2 < partSize / 8) {
    return Buffer.from(offsets.slice().buffer);
  }
  return Buffer.from(bitsOf(offsets, partSize).buffer);
}

export function unpack(bytes: Buffer, partSize: number): IdList {
  // A copy: a buffer may begin at any byte, an array of numbers may not.
  const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  return bytes.length === partSize / 8 ? new Uint32Array(own) : new Uint16Array(own);
}

export function bitsOf(offsets: Uint16Array, partSize: number): Uint32Array {
  const bits = new Uint32Array(partSize / 32);
  for (const offset of offsets) setBit(bits, offset);
  return bits;
}

export function setBit(bits: Uint32Array, offset: number): void {
  const word = offset >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (offset & 31));
}

const hasBit = (bits: Uint32Array, offset: number) =>
  ((bits[offset >>> 5] ?? 0) & (1 << (offset & 31))) !== 0;

/** Those in both. One of the two becomes it: who needs it still has a copy. */
export function both(a: IdList, b: IdList): IdList {
  if (a instanceof Uint32Array && b instanceof Uint32Array) {
    for (let at = 0; at < a.length; at++) a[at] = (a[at] as number) & (b[at] as number);
    return a;
  }
  if (a instanceof Uint32Array) return both(b, a);
  let n = 0;
  if (b instanceof Uint32Array) {
    for (let at = 0; at < a.length; at++) {
      const offset = a[at] as number;
      if (hasBit(b, offset)) a[n++] = offset;
    }
    return a.subarray(0, n);
  }
  for (let at = 0, other = 0; at < a.length; at++) {
    const offset = a[at] as number;
    while (other < b.length && (b[other] as number) < offset) other++;
    if (b[other] === offset) a[n++] = offset;
  }
  return a.subarray(0, n);
}

/** Adds those of `list` to `bits`. */
export function addTo(bits: Uint32Array, list: IdList): void {
  if (list instanceof Uint16Array) for (const offset of list) setBit(bits, offset);
  else for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) | (list[at] ?? 0);
}

/** Offsets smaller than `below`, from the largest to the smallest. */
export function* downFrom(list: IdList, below: number): Generator<number> {
  if (list instanceof Uint16Array) {
    for (let at = list.length - 1; at >= 0; at--) {
      const offset = list[at] ?? 0;
      if (offset < below) yield offset;
    }
    return;
  }
  for (let word = Math.min(list.length - 1, (below - 1) >>> 5); word >= 0; word--) {
    for (let left = list[word] ?? 0; left !== 0; ) {
      const bit = 31 - Math.clz32(left);
      left &= ~(1 << bit);
      const offset = word * 32 + bit;
      if (offset < below) yield offset;
    }
  }
}

/** The offsets, ascending. */
export function offsetsOf(list: IdList, partSize: number): Uint16Array {
  return list instanceof Uint16Array ? list : Uint16Array.from(downFrom(list, partSize)).reverse();
}
