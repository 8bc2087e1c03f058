import { type Delimiter, delimiters, type FoundDelimiter } from '../../../shared/import/source.ts';

/** Excel's own first line, by which it says how a file is separated. */
const said = /^sep=([,;\t|])\r?\n?$/i;

/** The delimiter that a first record names, or null: `cells` as any delimiter splits it. */
export function delimiterSaid(text: string): Delimiter | null {
  const [line = ''] = text.split(/[\r\n]/, 1);
  return (said.exec(line)?.[1] as Delimiter | undefined) ?? null;
}

/** Records looked at. */
const mostRecords = 200;

/**
 * What separates the columns, from the beginning of a file: the one by which the heading and the records
 * have equally many cells. `unsure` where two do that equally well. `cut`: the last record may be half.
 */
export function delimiterOf(text: string, cut: boolean): FoundDelimiter {
  const named = delimiterSaid(text);
  if (named) return { delimiter: named, confidence: 'certain' };
  const looks = delimiters
    .map((delimiter) => ({ delimiter, ...lookOf(text, delimiter, cut) }))
    .filter(({ cells }) => cells > 1)
    .toSorted((a, b) => b.share - a.share || b.cells - a.cells);
  const [best, next] = looks;
  // A table of one column; where signs that could separate are in it, a person may look.
  if (!best) {
    const signs = delimiters.some((delimiter) => text.includes(delimiter));
    return { delimiter: ',', confidence: signs ? 'likely' : 'certain' };
  }
  const { delimiter } = best;
  if (!next) return { delimiter, confidence: best.share === 1 ? 'certain' : 'likely' };
  if (next.share === best.share) return { delimiter, confidence: 'unsure' };
  return { delimiter, confidence: 'likely' };
}

interface Look {
  /** Of the heading. */
  cells: number;
  /** Of the records that have as many as the heading. */
  share: number;
}

function lookOf(text: string, delimiter: Delimiter, cut: boolean): Look {
  const counts: number[] = [];
  let cells = 1;
  let empty = true;
  let quoted = false;
  let fresh = true;
  let at = 0;
  const end = () => {
    if (!empty) counts.push(cells);
    cells = 1;
    empty = true;
    fresh = true;
  };
  for (; at < text.length && counts.length < mostRecords; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign === '"') quoted = false;
      continue;
    }
    if (sign === '\n' || sign === '\r') {
      end();
      continue;
    }
    empty = false;
    // A quote inside of a quoted cell is written twice: it opens again at once.
    if (sign === '"' && (fresh || text[at - 1] === '"')) quoted = true;
    fresh = sign === delimiter;
    if (fresh) cells++;
  }
  if (!cut || counts.length === 0) end();
  const [head = 1] = counts;
  return { cells: head, share: counts.filter((count) => count === head).length / counts.length };
}
