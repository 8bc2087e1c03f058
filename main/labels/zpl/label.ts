import { createHash } from 'node:crypto';
import type { Drawing } from '../../../shared/labels/draw/drawing.ts';
import { ok, ProblemError, type Result } from '../../../shared/problems.ts';
import { headOf } from '../dots/head.ts';
import { type BitmapStamp, type Desk, edges, type Stamp, stampsOf } from '../dots/stamps.ts';
import { type LabelFont, openFont } from '../font.ts';
import type { Raster } from '../raster/rasterise.ts';
import { graphicsOf } from './graphic.ts';
import { escaped, printerWidth } from './text.ts';

export interface ZplOptions {
  /** Of the print head: 203, 300 or 600. */
  dpi: number;
  /** Where the label's corner lies under the head, mm, as the calibration page found it. */
  offset?: { x: number; y: number };
  /** 0 to 30; left out, the printer's own setting stays. */
  darkness?: number;
  /** Inches a second, 1 to 14; left out, the printer's own setting stays. */
  speed?: number;
  /** What happens to a label that has come out; left out, the printer's own setting stays. */
  after?: 'tear' | 'peel' | 'cut' | 'rewind';
  /** How the printer finds the next label; left out, the printer's own setting stays. */
  sensing?: 'gap' | 'mark' | 'continuous';
  /** `graphics`: also texts that the printer's own font could set come as dots of the label font. */
  text?: 'printer' | 'graphics';
  /** A piece that nobody may stick on: its texts, crossed out, without any code. */
  voided?: boolean;
}

const afters = { tear: 'T', peel: 'P', cut: 'C', rewind: 'R' };
const sensings = { gap: 'Y', mark: 'M', continuous: 'N' };

/**
 * One label, from `^XA` to `^XZ`, visible ASCII only. Equal input gives equal bytes. Problems:
 * `label-glyph-missing`, `label-does-not-fit`.
 */
export function writeZpl(drawing: Drawing, options: ZplOptions): Result<Uint8Array> {
  return written(() => format(drawing, options, openFont(), (stamp) => inline(stamp)));
}

/** A run of labels; icons and pictures that repeat are sent once and called up by name. */
export interface ZplRun {
  /** The next label, with what it needs in the printer's memory in front of it if no label before it brought that. */
  label(drawing: Drawing): Result<Uint8Array>;
}

/**
 * What is stored lies in the printer's memory (`R:`) until its power goes, under a name made from the picture itself.
 * Where labels wait in a spooler that goes on after the power came back, write them with `writeZpl` instead: a
 * printer leaves out what it does not know and says nothing.
 */
export function createZplRun(options: ZplOptions): ZplRun {
  const stored = new Set<string>();
  return {
    label: (drawing) =>
      written(() => {
        const setup: string[] = [];
        const recall = (stamp: BitmapStamp): string => {
          const graphics = graphicsOf(stamp.raster);
          const [only] = graphics;
          if (!stamp.lasting || !only || graphics.length > 1) return inline(stamp);
          const name = nameOf(stamp.raster);
          if (!stored.has(name)) {
            setup.push(`~DGR:${name}.GRF,${only.bytes},${only.stride},${only.data}\n`);
            stored.add(name);
          }
          return `^FO${stamp.x},${stamp.y}^XGR:${name}.GRF,1,1^FS\n`;
        };
        const label = format(drawing, options, openFont(), recall);
        return setup.join('') + label;
      }),
  };
}

/**
 * Pieces of a run from number `from` on (counted from 0), for a printer that was off in between: the first brings
 * everything that the pieces before it had stored.
 */
export function* resumeZpl(pieces: Iterable<Uint8Array>, from: number): Generator<Uint8Array> {
  const setups: Uint8Array[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (at < from) setups.push(piece.subarray(0, startOf(piece)));
    else yield at === from ? Buffer.concat([...setups, piece]) : piece;
    at++;
  }
}

const startOf = (piece: Uint8Array): number => Buffer.from(piece).indexOf('^XA');

function written(make: () => string): Result<Uint8Array> {
  try {
    return ok(Buffer.from(make(), 'latin1'));
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}

function format(
  drawing: Drawing,
  options: ZplOptions,
  font: LabelFont,
  bitmap: (stamp: BitmapStamp) => string,
): string {
  const head = headOf(options.dpi, options.offset);
  const widthOf = (text: string, size: number, width: number): number | null =>
    options.text === 'graphics' ? null : printerWidth(text, size, width, font.measure);
  const desk: Desk = {
    head,
    font,
    setsText: (text, size, width) => widthOf(text, size, width) !== null,
  };
  const field = (stamp: Stamp): string => {
    if (stamp.kind === 'bitmap') return bitmap(stamp);
    if (stamp.kind === 'block') return box(stamp);
    const { x, baseline, size, text } = stamp;
    const width = widthOf(text, size, stamp.width);
    return `^FT${x},${baseline}^A0N,${size},${width}^FH_^FD${escaped(text)}^FS\n`;
  };
  const { right, bottom } = edges(drawing, head);
  const marks = options.voided
    ? drawing.marks.filter(({ kind }) => kind !== 'modules' && kind !== 'bars')
    : drawing.marks;
  return [
    // Immediate commands first: inside a format they would act before it.
    options.darkness === undefined ? '' : `~SD${String(options.darkness).padStart(2, '0')}\n`,
    // Whatever was left in the printer, text is UTF-8, upright, black on white, from the head's first dot.
    '^XA^CI28^LH0,0^LS0^LT0^PON^PMN^LRN',
    options.sensing ? `^MN${sensings[options.sensing]}` : '',
    options.after ? `^MM${afters[options.after]}` : '',
    options.speed === undefined ? '' : `^PR${options.speed}`,
    `^PW${right}^LL${bottom}\n`,
    ...stampsOf({ ...drawing, marks }, desk).map(field),
    options.voided ? crossedOut(right, bottom) : '',
    '^PQ1\n^XZ\n',
  ].join('');
}

const inline = ({ x, y, raster }: BitmapStamp): string => {
  let top = y;
  return graphicsOf(raster)
    .map(({ bytes, stride, data, rows }) => {
      const field = `^FO${x},${top}^GFA,${bytes},${bytes},${stride},${data}^FS\n`;
      top += rows;
      return field;
    })
    .join('');
};

/** A box whose border fills it. */
const box = (block: { x: number; y: number; columns: number; rows: number }): string => {
  const { x, y, columns, rows } = block;
  return `^FO${x},${y}^GB${columns},${rows},${Math.min(columns, rows)}^FS\n`;
};

/** Both diagonals, an eighth of the label's height thick. */
function crossedOut(width: number, height: number): string {
  const thick = Math.max(3, Math.floor(height / 8));
  const line = (leaning: 'L' | 'R') => `^FO0,0^GD${width},${height},${thick},B,${leaning}^FS\n`;
  return line('L') + line('R');
}

/** Eight characters, as a printer's memory likes its names. */
function nameOf({ columns, rows, bits }: Raster): string {
  const hash = createHash('sha256').update(`${columns}x${rows}:`).update(bits).digest('hex');
  return `L${hash.slice(0, 7).toUpperCase()}`;
}
