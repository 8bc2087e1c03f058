import { keyRows, type LayoutId, type LayoutTable, layoutTables } from './layout-tables.ts';

/** What one key types, in one state of Shift and AltGr. */
export interface Cell {
  char: string;
  /** It is an accent that waits for the next key. */
  dead: boolean;
}
export type Level = 'plain' | 'shift' | 'altGraph';

export interface Layout {
  id: LayoutId;
  cell(code: string, level: Level): Cell | null;
  /** A key whose Shift makes the capital of the same letter. */
  isLetter(code: string): boolean;
  capsShiftsAll: boolean;
  /** Some key types it. `~` is on no key of an Italian keyboard. */
  types(char: string): boolean;
  /** Every key with what it types: how a scanner finds its keys. */
  cells: readonly { code: string; level: Level; cell: Cell }[];
}

const waiting: Record<string, string> = { ˆ: '^', ˋ: '`', '˜': '~', '´': '´', '¨': '¨', '¸': '¸' };
const cellOf = (written: string): Cell => {
  const accent = waiting[written];
  return accent ? { char: accent, dead: true } : { char: written, dead: false };
};

function compile(id: LayoutId): Layout {
  const table: LayoutTable = layoutTables[id];
  const cells: { code: string; level: Level; cell: Cell }[] = [];
  const add = (code: string, level: Level, written: string | undefined) => {
    if (written && written !== ' ') cells.push({ code, level, cell: cellOf(written) });
  };
  for (const level of ['plain', 'shift'] as const) {
    keyRows.forEach((codes, row) => {
      const written = [...(table[level][row] ?? '')];
      codes.forEach((code, place) => {
        add(code, level, written[place]);
      });
    });
  }
  for (const each of table.altGraph.split(' ')) {
    const written = [...each].at(-1);
    if (written) add(each.slice(0, -written.length), 'altGraph', written);
  }
  const known = new Map(cells.map(({ code, level, cell }) => [`${level} ${code}`, cell]));
  const at = (code: string, level: Level) => known.get(`${level} ${code}`) ?? null;
  return {
    id,
    cells,
    cell: at,
    isLetter: (code) =>
      /^\p{Ll}$/u.test(at(code, 'plain')?.char ?? '') &&
      /^\p{Lu}$/u.test(at(code, 'shift')?.char ?? ''),
    capsShiftsAll: table.capsShiftsAll ?? false,
    types: (char) => char === ' ' || cells.some(({ cell }) => cell.char === char),
  };
}

const compiled = new Map<LayoutId, Layout>();

export function layoutOf(id: LayoutId): Layout {
  const known = compiled.get(id);
  if (known) return known;
  const made = compile(id);
  compiled.set(id, made);
  return made;
}
