import { columnLetters, longestField } from '../../../shared/import/row.ts';
import { type Problem, type ProblemCode, problem } from '../../../shared/problems.ts';
import { unescaped } from './escape.ts';
import { type CellFormat, generalFormat } from './format.ts';
import { numberText } from './number-text.ts';
import type { SharedStrings } from './strings.ts';

/** What stands in a cell, as its XML has it (ECMA-376, part 1, 18.3.1.4). */
export interface CellParts {
  type: string;
  style: number;
  formula: boolean;
  value: string;
  inline: string;
  /** It was longer than any cell may be: it is not held. */
  long: boolean;
  add(to: 'value' | 'inline', text: string): void;
}

export const emptyCell = (): CellParts => ({
  type: 'n',
  style: 0,
  formula: false,
  value: '',
  inline: '',
  long: false,
  add(to, text) {
    // Seven characters of a file may be one of the cell.
    if (this[to].length + text.length > longestField * 7) this.long = true;
    else this[to] += text;
  },
});

/** A cell's text as a person sees it, or why there is none. */
export type CellReader = (cell: CellParts, row: number, column: number) => string | Problem;

/**
 * Texts stay what they are; a formula is the value it last had. Problems: `import-cell-error` for `#N/A` and its like: it
 * would be taken for an SN; `import-cell-formula` where a formula was never worked out, `import-cell-invalid`,
 * `import-field-long`.
 */
export function createCellReader(
  strings: SharedStrings,
  formats: readonly CellFormat[],
  date1904: boolean,
): CellReader {
  return (cell, row, column) => {
    const refuse = (code: ProblemCode, more: Record<string, string | number> = {}) =>
      problem(code, { row, column: columnLetters(column), ...more });
    const text = textOf(cell);
    if (text === null || (text !== undefined && text.length > longestField)) {
      return refuse('import-field-long', { max: longestField });
    }
    if (cell.type === 'e') return refuse('import-cell-error', { text: cell.value.slice(0, 16) });
    if (cell.formula && cell.value === '' && cell.type !== 'str') {
      return refuse('import-cell-formula');
    }
    return text ?? refuse('import-cell-invalid');
  };

  /** Null: too long; undefined: it is none. */
  function textOf({ type, style, value, inline, long }: CellParts): string | null | undefined {
    if (long) return null;
    switch (type) {
      case 's':
        return /^\s*\d+\s*$/.test(value) ? strings.get(Number(value)) : undefined;
      case 'inlineStr':
        return unescaped(inline);
      case 'str':
        return unescaped(value);
      case 'd':
      case 'e':
        return value;
      case 'b':
        return { '0': 'FALSE', '1': 'TRUE', false: 'FALSE', true: 'TRUE' }[value.trim()];
      case 'n':
        if (value.trim() === '') return '';
        return numberText(value.trim(), formats[style] ?? generalFormat, date1904) ?? undefined;
      default:
        return undefined;
    }
  }
}
