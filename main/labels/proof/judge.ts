import type {
  BarsMark,
  Drawing,
  ModulesMark,
  TextMark,
} from '../../../shared/labels/draw/drawing.ts';
import type { Raster } from '../raster/rasterise.ts';
import type { Scanner } from './scanner.ts';

/** What a label has to say: the drawing that its record makes. */
export interface Expected {
  deviceSn: string;
  drawing: Drawing;
}

/** Something that may be a code, with everything else that is painted there. */
export interface SeenCode {
  /** As a scanner sees it that looks a first time (0), a second and so on, each time from nearer; with a quiet zone. */
  look(at: number): Raster;
  /** From its first module to its last. */
  bare(): Raster;
  /** Its middle, in millimetres from the upper left corner of the label. */
  middle(): { x: number; y: number };
}

/** What the final bytes make of a label. */
export interface Seen {
  /** Places where codes may be. */
  codes: readonly SeenCode[];
  /** Lines of text as the bytes have them, in their order. */
  texts: readonly string[];
  /** Whether a text that is not among them stands there as dots. */
  showsText(mark: TextMark, drawing: Drawing): boolean;
  /** The whole label for a person to look at. */
  picture(): Raster;
}

/** How a label differs from what it has to say. */
export interface Difference {
  expected: string;
  found: string;
}

/** How often a code is looked at that was not read. */
const looks = 4;

/** Null where each code is read as it has to be, is whole and in its place, none is there beside them, and each text stands on the label. */
export async function judge(
  { drawing }: Expected,
  seen: Seen,
  scan: Scanner,
): Promise<Difference | null> {
  const expected: string[] = [];
  for (const mark of drawing.marks) {
    if (mark.kind === 'modules' || mark.kind === 'bars') expected.push(mark.text);
  }
  const found = await readAll(seen.codes, expected.length, scan);
  const [wanted, read] = [expected, found].map((texts) => texts.toSorted().join(' · '));
  if (wanted !== read) return { expected: wanted as string, found: read as string };
  for (const mark of drawing.marks) {
    if (mark.kind !== 'modules' && mark.kind !== 'bars') continue;
    const whole = seen.codes.filter((code) => isWhole(mark, code.bare()));
    if (whole.some((code) => liesOn(mark, code.middle()))) continue;
    const why = whole.length > 0 ? 'elsewhere' : 'damaged';
    return { expected: mark.text, found: `${mark.text} (${why})` };
  }
  return textDifference(drawing, seen);
}

/**
 * Whether a code has each of its modules: a decoder also reads a damaged one, but what corrects errors is there for
 * what happens to the label on its way.
 */
function isWhole(mark: ModulesMark | BarsMark, { columns, rows, bits }: Raster): boolean {
  const { across, down, isDark } = mark.kind === 'modules' ? gridOf(mark) : barsOf(mark);
  const stride = Math.ceil(columns / 8);
  for (let row = 0; row < down; row++) {
    const y = Math.floor(((row + 0.5) * rows) / down);
    for (let column = 0; column < across; column++) {
      const x = Math.floor(((column + 0.5) * columns) / across);
      const black = ((bits[y * stride + (x >> 3)] as number) & (0x80 >> (x & 7))) !== 0;
      if (black !== isDark(column, row)) return false;
    }
  }
  return true;
}

/** Whether a code is where it has to be: a tag says the wrong thing if its parts have each other's. */
function liesOn(mark: ModulesMark | BarsMark, { x, y }: { x: number; y: number }): boolean {
  const { across, down } = mark.kind === 'modules' ? gridOf(mark) : barsOf(mark);
  const height = mark.kind === 'modules' ? down * mark.module : mark.height;
  const [right, lower] = [x - mark.x, y - mark.y];
  return right > 0 && right < across * mark.module && lower > 0 && lower < height;
}

interface Grid {
  across: number;
  down: number;
  isDark(column: number, row: number): boolean;
}

const gridOf = ({ columns, rows, isDark }: ModulesMark): Grid => ({
  across: columns,
  down: rows,
  isDark,
});

function barsOf({ widths }: BarsMark): Grid {
  const dark = widths.flatMap((width, at) => Array.from({ length: width }, () => at % 2 === 0));
  // Looked at in some places along their height.
  return { across: dark.length, down: 5, isDark: (column) => dark[column] === true };
}

/**
 * What is read of all places. A decoder may miss a sound code at one size and see it at the next: where fewer were read
 * than there should be, those places are looked at again. What was read is never read anew.
 */
async function readAll(
  codes: readonly SeenCode[],
  wanted: number,
  scan: Scanner,
): Promise<string[]> {
  const found: string[] = [];
  let unread = codes;
  for (let look = 0; look < looks && (look === 0 || found.length < wanted); look++) {
    const missed: SeenCode[] = [];
    for (const code of unread) {
      const texts = await scan(code.look(look));
      if (texts.length === 0) missed.push(code);
      found.push(...texts);
    }
    unread = missed;
  }
  return found;
}

function textDifference(drawing: Drawing, seen: Seen): Difference | null {
  for (const lines of wordsOf(drawing)) {
    const text = lines.map((line) => line.text).join('');
    if (stands(text, seen.texts)) continue;
    if (lines.every((line) => seen.showsText(line, drawing))) continue;
    return { expected: text, found: seen.texts.join(' · ') };
  }
  return null;
}

/** The lines of each text: several where a word was wrapped. */
function wordsOf(drawing: Drawing): TextMark[][] {
  const words: TextMark[][] = [];
  let open = 0;
  for (const mark of drawing.marks) {
    if (mark.kind !== 'text' || mark.text === '') continue;
    if (open > 0) words.at(-1)?.push(mark);
    else {
      words.push([mark]);
      open = mark.whole?.length ?? mark.text.length;
    }
    open -= mark.text.length;
  }
  return words;
}

/** Whether a text is one line or some that follow each other; a part of a line is not enough. */
function stands(text: string, lines: readonly string[]): boolean {
  return lines.some((_, from) => {
    let joined = '';
    for (let at = from; at < lines.length && joined.length < text.length; at++) joined += lines[at];
    return joined === text;
  });
}
