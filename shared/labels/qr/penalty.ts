import { ones } from './boards.ts';

/**
 * How hard a masked symbol is to read (7.8.3), reckoned as the `qrcode` package does: equal penalties, equal
 * masks. 32 modules at a time: a line is compared with itself moved along.
 */
export interface Lines {
  size: number;
  words: number;
}

/** For windows of 2, 5 and 11 modules: where on a line one may begin. */
export interface Windows {
  pair: Uint32Array;
  run: Uint32Array;
  finder: Uint32Array;
}

const known: Windows[] = [];

export function windowsOf({ size, words }: Lines): Windows {
  const beginning = (length: number) =>
    Uint32Array.from({ length: words }, (_, word) => {
      const left = Math.min(32, Math.max(0, size - length + 1 - word * 32));
      return left === 32 ? 0xffff_ffff : 2 ** left - 1;
    });
  return (known[size] ??= { pair: beginning(2), run: beginning(5), finder: beginning(11) });
}

/**
 * Runs of five and more of one colour, and what looks like a finder, along every line. Stops and answers
 * what it has when that is `enough`: such a mask is not the best any more.
 */
export function alongLines(
  lines: Uint32Array,
  { size, words }: Lines,
  { run, finder }: Windows,
  enough: number,
): number {
  let points = 0;
  for (let line = 0, at = 0; line < size; line++) {
    let before = 0;
    for (let word = 0; word < words; word++, at++) {
      const x0 = lines[at] as number;
      const next = word + 1 < words ? (lines[at + 1] as number) : 0;
      const x1 = (x0 >>> 1) | (next << 31);
      const x2 = (x0 >>> 2) | (next << 30);
      const x3 = (x0 >>> 3) | (next << 29);
      const x4 = (x0 >>> 4) | (next << 28);
      const all = x0 & x1 & x2 & x3 & x4;
      const none = ~(x0 | x1 | x2 | x3 | x4);
      const five = (all | none) & (run[word] as number);
      if (five !== 0) {
        // A run of n begins n - 4 windows of five: 3 + (n - 5) points.
        points +=
          ones(five) +
          2 * ones(all & five & ~((all & five) << 1)) +
          2 * ones(none & five & ~((none & five) << 1));
        // A run that came over from the word before did not begin here.
        if ((five & 1) !== 0 && before !== 0 && (before === 1) === ((all & 1) === 1)) points -= 2;
      }
      before = five >>> 31 === 0 ? 0 : all >>> 31 === 1 ? 1 : 2;

      const x5 = (x0 >>> 5) | (next << 27);
      const x6 = (x0 >>> 6) | (next << 26);
      const x7 = (x0 >>> 7) | (next << 25);
      const x8 = (x0 >>> 8) | (next << 24);
      const x9 = (x0 >>> 9) | (next << 23);
      const x10 = (x0 >>> 10) | (next << 22);
      const ending = x0 & ~x1 & x2 & x3 & x4 & ~x5 & x6 & ~(x7 | x8 | x9 | x10);
      const starting = ~(x0 | x1 | x2 | x3) & x4 & ~x5 & x6 & x7 & x8 & ~x9 & x10;
      const looks = (ending | starting) & (finder[word] as number);
      if (looks !== 0) points += 40 * ones(looks);
    }
    if (points >= enough) return points;
  }
  return points;
}

/** Squares of two by two in one colour; and how far the dark modules are from one half. */
export function overall(rows: Uint32Array, { size, words }: Lines, { pair }: Windows): number {
  let squares = 0;
  let dark = 0;
  for (let line = 0, at = 0; line < size; line++) {
    for (let word = 0; word < words; word++, at++) {
      const x0 = rows[at] as number;
      dark += ones(x0);
      if (line + 1 === size) continue;
      const y0 = rows[at + words] as number;
      const x1 = (x0 >>> 1) | (word + 1 < words ? (rows[at + 1] as number) << 31 : 0);
      const y1 = (y0 >>> 1) | (word + 1 < words ? (rows[at + words + 1] as number) << 31 : 0);
      squares += ones(((x0 & x1 & y0 & y1) | ~(x0 | x1 | y0 | y1)) & (pair[word] as number));
    }
  }
  const deviation = Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10);
  return 3 * squares + 10 * deviation;
}
