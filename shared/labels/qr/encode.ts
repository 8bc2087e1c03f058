import { emptyBoards, moduleAt, setModule } from './boards.ts';
import { codewords, fits } from './codewords.ts';
import { type Frame, formatOf, frameOf, maskCount } from './frame.ts';
import { alongLines, overall, windowsOf } from './penalty.ts';
import { cheapestSegments, plainSegments, type Segment } from './segments.ts';
import { blocksFor, type QrLevel, sizeOf } from './tables.ts';

/** A QR code without its quiet zone. */
export interface QrSymbol {
  version: number;
  level: QrLevel;
  mask: number;
  /** Modules on a side. */
  size: number;
  isDark(column: number, row: number): boolean;
  /** The same by rows of `words` 32-bit words, the first module of a row in the lowest bit. */
  rows: Uint32Array;
  words: number;
}

const most = 40;

/**
 * Encodes a text at a level in the smallest version that holds it, with the mask that ISO/IEC 18004 asks
 * for; null when no version holds it. Bit for bit what the `qrcode` package makes of the same text.
 * `gs1` puts FNC1 in first position (7.4.8.1): the symbol says that its text is a GS1 element string, in which GS
 * parts the elements.
 */
export function encodeQr(
  text: string,
  level: QrLevel,
  { gs1 = false }: { gs1?: boolean } = {},
): QrSymbol | null {
  const planned = plan(text, level, gs1);
  if (!planned) return null;
  const { segments, version } = planned;
  const frame = frameOf(version);
  const data = placed(frame, codewords(segments, version, blocksFor(version, level), gs1));
  const { mask, rows } = masked(frame, level, data);
  const { size, words } = frame;
  return {
    version,
    level,
    mask,
    size,
    isDark: (column, row) => moduleAt(rows, words, row, column),
    rows,
    words,
  };
}

/** Modules on a side that `encodeQr` would need: a hundred times quicker than to make the symbol. */
export function qrSide(text: string, level: QrLevel, { gs1 = false } = {}): number | null {
  const planned = plan(text, level, gs1);
  return planned && sizeOf(planned.version);
}

function plan(text: string, level: QrLevel, gs1: boolean) {
  const runs = plainSegments(text, gs1);
  const segments = cheapestSegments(runs, smallest(runs, level, gs1) ?? most);
  const version = smallest(segments, level, gs1);
  return version === null ? null : { segments, version };
}

function smallest(segments: readonly Segment[], level: QrLevel, gs1: boolean): number | null {
  for (let version = 1; version <= most; version++) {
    if (fits(segments, version, blocksFor(version, level), gs1)) return version;
  }
  return null;
}

/** The function patterns with the codewords in their places, unmasked. */
function placed({ size, words, fixed, places }: Frame, bytes: Uint8Array) {
  const boards = emptyBoards(size);
  boards.rows.set(fixed.rows);
  boards.columns.set(fixed.columns);
  for (let at = 0; at < places.length; at++) {
    if ((((bytes[at >> 3] as number) >> (7 - (at & 7))) & 1) === 0) continue;
    const place = places[at] as number;
    setModule(boards, words, place >> 8, place & 255);
  }
  return boards;
}

/** Tries all masks; of equally good ones the first. */
function masked(frame: Frame, level: QrLevel, data: ReturnType<typeof emptyBoards>) {
  const windows = windowsOf(frame);
  const { length } = data.rows;
  let best = { mask: 0, points: Number.POSITIVE_INFINITY, rows: new Uint32Array(length) };
  let rows = new Uint32Array(length);
  const columns = new Uint32Array(length);
  for (let mask = 0; mask < maskCount; mask++) {
    const pattern = frame.masks[mask] as ReturnType<typeof emptyBoards>;
    const format = formatOf(frame, level, mask);
    for (let at = 0; at < length; at++) {
      rows[at] =
        (data.rows[at] as number) ^ (pattern.rows[at] as number) ^ (format.rows[at] as number);
    }
    let points = overall(rows, frame, windows);
    if (points < best.points) points += alongLines(rows, frame, windows, best.points - points);
    if (points >= best.points) continue;
    for (let at = 0; at < length; at++) {
      columns[at] =
        (data.columns[at] as number) ^
        (pattern.columns[at] as number) ^
        (format.columns[at] as number);
    }
    points += alongLines(columns, frame, windows, best.points - points);
    if (points >= best.points) continue;
    const worse = best.rows;
    best = { mask, points, rows };
    rows = worse;
  }
  return best;
}
