import { columnIndex, mostColumns, type Row } from '../../../shared/import/row.ts';

/** Cells that a sheet shows as one: its text stands in the first of them, the others are empty (ECMA-376, part 1, 18.3.1.55). */
export interface MergedCells {
  range: string;
  top: number;
  bottom: number;
  /** From 0. */
  left: number;
  right: number;
}

/** Ranges of a sheet that are kept; those beyond it go unsaid. */
const mostRanges = 10_000;
const longestTag = 256;
const tag =
  /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;

/**
 * The merged cells of a sheet, the upper first. They stand behind all rows, which have to know of them: so they are looked for in
 * the bytes beforehand, without reading the XML for it.
 */
export async function mergedCells(bytes: AsyncIterable<Uint8Array>): Promise<MergedCells[]> {
  const found: MergedCells[] = [];
  let rest = '';
  for await (const piece of bytes) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    // Most pieces are rows, which nobody needs as a text here.
    if (rest === '' && !chunk.includes('mergeCell') && !chunk.subarray(-longestTag).includes('<')) {
      continue;
    }
    const text = rest + chunk.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(tag)) {
      end = match.index + match[0].length;
      const [, from = '', top, to = '', bottom] = match;
      const range = `${from}${top}:${to}${bottom}`;
      const rows = { top: Number(top), bottom: Number(bottom) };
      if (found.length < mostRanges) {
        found.push({ range, ...rows, left: columnIndex(from), right: columnIndex(to) });
      }
    }
    rest = text.slice(Math.max(end, text.length - longestTag));
  }
  return found.toSorted((a, b) => a.top - b.top);
}

/** Says of each row, in their order, which of its cells are empty for being merged into another one. */
export function mergeMarker(merges: readonly MergedCells[]): (row: Row) => Row {
  let next = 0;
  let open: MergedCells[] = [];
  return (row) => {
    for (; (merges[next]?.top ?? Number.POSITIVE_INFINITY) <= row.row; next++) {
      // Cells of a row are in one range each; a file that says otherwise is not followed further.
      if (open.length < mostColumns) open.push(merges[next] as MergedCells);
    }
    if (open.length === 0) return row;
    open = open.filter(({ bottom }) => bottom >= row.row);
    const merged: NonNullable<Row['merged']> = [];
    for (const { range, top, left, right } of open) {
      for (let column = left; column <= right && merged.length < mostColumns; column++) {
        if (row.row > top || column > left) merged.push({ column, range });
      }
    }
    return merged.length === 0 ? row : { ...row, merged };
  };
}
