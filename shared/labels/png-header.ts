import { type Problem, problem } from '../problems.ts';
import { bytesOfBase64 } from './base64.ts';

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
  // A shorter one ends before its sizes do.
  const bytes = bytesOfBase64(base64);
  if (!bytes || bytes.length < 33) return null;
  const begins = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
  ];
  if (!begins.every((byte, at) => bytes[at] === byte)) return null;
  const view = new DataView(bytes.buffer);
  return { columns: view.getUint32(16), rows: view.getUint32(20) };
}
