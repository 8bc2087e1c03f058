import { type Boards, moduleAt, turnModule } from './boards.ts';
import { codewords } from './codewords.ts';
import { coversOf, type Frame, frameOf } from './frame.ts';
import { alongLines, overall } from './penalty.ts';
import { planFor } from './plan.ts';
import type { Stacks } from './stacks.ts';
import { blocksFor, type QrLevel, sizeOf } from './tables.ts';

/** A QR code without its quiet zone. */
export interface QrSymbol {
  version: number;
  level: QrLevel;
  mask: number;
  /** Modules on a side. */
  size: number;
  isDark(column: number, row: number): boolean;
  /** The same as bits: column `c` of row `r` is bit `c % 32`, the lowest being 0, of number `floor(c / 32) * size + r`. */
  rows: Uint32Array;
}

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
  const plan = planFor(text, level, gs1);
  if (!plan) return null;
  const { segments, version } = plan;
  const frame = frameOf(version);
  const data = place(frame, codewords(segments, version, blocksFor(version, level), gs1));
  const { mask, rows } = masked(frame, level, data);
  const { size } = frame;
  return {
    version,
    level,
    mask,
    size,
    isDark: (column, row) => moduleAt(rows, size, row, column),
    rows,
  };
}

/** Modules on a side that `encodeQr` would need: a hundred times quicker than to make the symbol. */
export function qrSide(text: string, level: QrLevel, { gs1 = false } = {}): number | null {
  const plan = planFor(text, level, gs1);
  return plan && sizeOf(plan.version);
}

/** The codewords in their places and nothing else, until it is called again for a symbol of that size. */
function place({ size, places, placed }: Frame, bytes: Uint8Array): Boards {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    let changed = byte ^ (placed.codewords[at] as number);
    placed.codewords[at] = byte;
    for (let bit = at * 8 + 7; changed !== 0; bit--, changed >>= 1) {
      if ((changed & 1) === 0) continue;
      const there = places[bit] as number;
      turnModule(placed.boards, size, there >> 8, there & 255);
    }
  }
  return placed.boards;
}

const points = new Float64Array(8);

/** The mask with the fewest points; of equally good ones the first. */
function masked(frame: Frame, level: QrLevel, data: Boards): { mask: number; rows: Uint32Array } {
  const covers = coversOf(frame, level);
  for (let mask = 0; mask < points.length; mask++) {
    const rows = frame.rows[mask] as Stacks;
    rows.take(data.rows, (covers[mask] as Boards).rows);
    points[mask] = overall(rows);
  }
  let best = { mask: 0, points: Number.POSITIVE_INFINITY };
  // The most promising ones first: then most others are given up half way.
  for (let left = points.length; left > 0; left--) {
    let mask = 0;
    for (let each = 1; each < points.length; each++) {
      if ((points[each] as number) < (points[mask] as number)) mask = each;
    }
    const least = points[mask] as number;
    points[mask] = Number.POSITIVE_INFINITY;
    let sum = least + alongLines(frame.rows[mask] as Stacks, best.points - least);
    if (sum > best.points) continue;
    frame.columns.take(data.columns, (covers[mask] as Boards).columns);
    sum += alongLines(frame.columns, best.points - sum);
    if (sum < best.points || (sum === best.points && mask < best.mask))
      best = { mask, points: sum };
  }
  return { mask: best.mask, rows: (frame.rows[best.mask] as Stacks).board() };
}
