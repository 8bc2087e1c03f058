/** Bits, the highest first, as bytes that grow with them. */
export function bitWriter() {
  let bytes = new Uint8Array(1024);
  let at = 0;
  const bit = (one: number): void => {
    const byte = at >>> 3;
    if (byte === bytes.length) {
      const more = new Uint8Array(bytes.length * 2);
      more.set(bytes);
      bytes = more;
    }
    if (one) bytes[byte] = (bytes[byte] as number) | (128 >>> (at & 7));
    at++;
  };
  return {
    bit,
    /** `value` below 2^31, in `count` bits. */
    number(value: number, count: number): void {
      for (let left = count - 1; left >= 0; left--) bit((value >>> left) & 1);
    },
    end: (): Uint8Array => bytes.slice(0, (at + 7) >>> 3),
  };
}

/** The same, read; -1 where there is nothing left. */
export function bitReader(bytes: Uint8Array) {
  let at = 0;
  const all = bytes.length * 8;
  const bit = (): number => {
    if (at === all) return -1;
    const found = ((bytes[at >>> 3] as number) >>> (7 - (at & 7))) & 1;
    at++;
    return found;
  };
  return {
    bit,
    number(count: number): number {
      if (at + count > all) return -1;
      let value = 0;
      for (let left = count; left > 0; left--) value = value * 2 + bit();
      return value;
    },
  };
}
