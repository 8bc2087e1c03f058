import { nearestDot } from '../../../shared/labels/draw/dots.ts';
import type { Drawing } from '../../../shared/labels/draw/drawing.ts';
import { ok, ProblemError, type Result } from '../../../shared/problems.ts';
import { headOf } from '../dots/head.ts';
import { stampsOf } from '../dots/stamps.ts';
import { openFont } from '../font.ts';
import { picturesOf } from './pictures.ts';

export interface TsplOptions {
  /** Of the print head: 203, 300 or 600. */
  dpi: number;
  /** Where the label's corner lies under the head, mm, as the calibration page found it. */
  offset?: { x: number; y: number };
  /** 0 to 15; left out, the printer's own setting stays. */
  density?: number;
  /** Inches a second, 1 to 14; left out, the printer's own setting stays. */
  speed?: number;
  /** What happens to a label that has come out; left out, the printer's own setting stays. */
  after?: 'peel' | 'cut';
  /** How the printer finds the next label, and how long the gap or the mark is, mm; left out, its own setting stays. */
  feed?: { sensing: 'gap' | 'mark' | 'continuous'; gap: number };
}

/**
 * One label, from `SIZE` to `PRINT`. Equal input gives equal bytes. Problems: `label-glyph-missing`;
 * `label-does-not-fit`, also for what an offset would move beyond the paper, since the printer cuts it off there.
 */
export function writeTspl(drawing: Drawing, options: TsplOptions): Result<Uint8Array> {
  try {
    return ok(written(drawing, options));
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}

function written(drawing: Drawing, options: TsplOptions): Uint8Array {
  const { width, height } = drawing;
  const head = headOf(options.dpi, options.offset);
  const left = (length: number, offset: number) => length - Math.max(0, offset) / head.dotsPerMm;
  const stamps = stampsOf(
    { ...drawing, width: left(width, head.offset.x), height: left(height, head.offset.y) },
    { head, font: openFont(), setsText: () => false },
  );
  const pictures = picturesOf(stamps, {
    columns: nearestDot(width * head.dotsPerMm),
    rows: nearestDot(height * head.dotsPerMm),
  });
  return Buffer.concat([
    lines(`SIZE ${mm(width)},${mm(height)}`, ...feedOf(options), ...settingsOf(options), 'CLS'),
    ...pictures.flatMap(({ x, y, stride, rows, data }) => [
      Buffer.from(`BITMAP ${x},${y},${stride},${rows},0,`),
      data,
      lines(''),
    ]),
    lines('PRINT 1,1'),
  ]);
}

function feedOf({ feed }: TsplOptions): string[] {
  if (!feed) return [];
  if (feed.sensing === 'continuous') return ['GAP 0 mm,0 mm'];
  return [`${feed.sensing === 'mark' ? 'BLINE' : 'GAP'} ${mm(feed.gap)},0 mm`];
}

function settingsOf({ speed, density, after }: TsplOptions): string[] {
  return [
    // Whatever was left in the printer: upright, not mirrored, from the paper's corner.
    'DIRECTION 0,0',
    'REFERENCE 0,0',
    ...(speed === undefined ? [] : [`SPEED ${speed}`]),
    ...(density === undefined ? [] : [`DENSITY ${density}`]),
    ...(after === 'peel' ? ['SET PEEL ON'] : after === 'cut' ? ['SET CUTTER 1'] : []),
  ];
}

/** In hundredths, which is finer than any head. */
const mm = (length: number): string => `${Math.round(length * 100) / 100} mm`;

const lines = (...each: string[]): Buffer =>
  Buffer.from(each.map((line) => `${line}\r\n`).join(''));
