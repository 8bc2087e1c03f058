import { type Problem, problem } from '../problems.ts';

/** Pixels a side: more than any label has dots at 600 dpi and 100 mm. */
export const mostPixels = 2400;

/** What keeps a text from being a picture that can be drawn: not base64, not a PNG, or too large; null: nothing. */
export function pngFault(base64: string): Problem | null {
  const size = pngSize(base64);
  if (!size) return problem('template-image-bad');
  const { columns, rows } = size;
  const fine = columns >= 1 && rows >= 1 && columns <= mostPixels && rows <= mostPixels;
  return fine ? null : problem('template-image-large', { columns, rows, limit: mostPixels });
}

/** From the header alone; null where it is none. */
export function pngSize(base64: string): { columns: number; rows: number } | null {
  if (!/^[A-Za-z0-9+/]{44,}={0,2}$/.test(base64)) return null;
  const bytes = headOf(base64);
  const begins = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ];
  if (!begins.every((byte, at) => bytes[at] === byte)) return null;
  const wordAt = (at: number) =>
    bytes.slice(at, at + 4).reduce((value, byte) => value * 256 + byte, 0);
  return { columns: wordAt(16), rows: wordAt(20) };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first 24 bytes. */
function headOf(base64: string): number[] {
  const bits = [...base64.slice(0, 32)].flatMap((digit) => {
    const value = digits.indexOf(digit);
    return [32, 16, 8, 4, 2, 1].map((bit) => ((value & bit) === 0 ? 0 : 1));
  });
  return Array.from({ length: 24 }, (_, byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce((value: number, bit) => 2 * value + bit, 0),
  );
}
