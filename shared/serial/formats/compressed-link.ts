import { mod10Digit } from '../check-digit.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Pairs of identifiers that have a code of their own (GS1 Digital Link: Compression, table 4). */
const pairs: Record<string, string[]> = {
  '0A': ['01', '22'],
  '0B': ['01', '10'],
  '0C': ['01', '21'],
};
const digitsOf: Record<string, number> = { '00': 18, '01': 14, '11': 6, '13': 6, '15': 6, '17': 6 };
/** With what a compressed link may begin. */
const firstKeys = [0x00, 0x01, 0x0a, 0x0b, 0x0c];
const texts = new Set(['10', '21', '22']);

/**
 * True when a part of a path is a compressed GS1 Digital Link (GS1 Digital Link Standard: Compression): it
 * starts with an SSCC or a GTIN whose check digit holds, and each field after it ends where it should. An
 * SN of such characters does that about once in ten thousand times.
 */
export function isCompressedLink(part: string): boolean {
  if (!/^[0-9A-Za-z_-]{10,200}$/.test(part)) return false;
  // Nearly all others end here, in no time: the first identifier is the first eight bits.
  const [one, two] = [alphabet.indexOf(part.charAt(0)), alphabet.indexOf(part.charAt(1))];
  if (!firstKeys.includes((one << 2) | (two >> 4))) return false;
  const bits = [...part]
    .map((character) => alphabet.indexOf(character).toString(2).padStart(6, '0'))
    .join('');
  let at = 0;
  const take = (length: number): bigint | null => {
    const taken = bits.slice(at, at + length);
    at += length;
    return taken.length === length ? BigInt(`0b${taken}`) : null;
  };
  for (let first = true; ; first = false) {
    // What is left to fill the last character is nought.
    if (!first && bits.length - at < 8) return !bits.slice(at).includes('1');
    const key = (take(8) ?? 0n).toString(16).padStart(2, '0').toUpperCase();
    for (const identifier of pairs[key] ?? [key]) {
      const digits = digitsOf[identifier];
      if (digits !== undefined) {
        const value = take(Math.ceil(digits * Math.log2(10)));
        const data = value?.toString().padStart(digits, '0') ?? '';
        if (data.length !== digits) return false;
        if (digits > 6 && mod10Digit(data.slice(0, -1)) !== data.slice(-1)) return false;
      } else if (texts.has(identifier)) {
        const encoding = Number(take(3) ?? 7n);
        const length = Number(take(5) ?? 0n);
        if (encoding > 4 || length === 0 || length > 20) return false;
        const each = [Math.log2(10), 4, 4, 6, 7][encoding] as number;
        if (take(Math.ceil(length * each)) === null) return false;
      } else {
        // Any other identifier: known by its GTIN alone, where one came before.
        return !first && /^[0-9]{2}$|^[0-9A-F]{2}$/.test(key) && Number(key[0]) >= 2;
      }
    }
  }
}
