const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.';

/** Bytes that so many characters stand for. */
const bytesOf: Record<number, number> = { 5: 3, 4: 2, 2: 1 };

/**
 * Base-38 of the Matter Core Specification §5.1.3.1: five characters for three bytes, the last ones four
 * for two or two for one, little endian. Null for anything that no encoder writes.
 */
export function decodeBase38(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 5) {
    const chunk = text.slice(at, at + 5);
    const count = bytesOf[chunk.length];
    if (count === undefined) return null;
    let value = 0;
    for (let index = chunk.length - 1; index >= 0; index--) {
      const digit = alphabet.indexOf(chunk[index] as string);
      if (digit < 0) return null;
      value = value * 38 + digit;
    }
    if (value >= 256 ** count) return null;
    for (let index = 0; index < count; index++) bytes.push(Math.floor(value / 256 ** index) % 256);
  }
  return Uint8Array.from(bytes);
}
