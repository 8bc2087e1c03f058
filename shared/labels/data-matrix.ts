import { type Codewords, codewordsOf } from './data-matrix/codewords.ts';
import { withCorrection } from './data-matrix/correction.ts';
import { placedBits } from './data-matrix/placement.ts';
import { type Size, sizes } from './data-matrix/sizes.ts';

/** A Data Matrix symbol without its quiet zone, which is one module wide. */
export interface DataMatrixSymbol {
  columns: number;
  rows: number;
  isDark(column: number, row: number): boolean;
}

/** White modules around a Data Matrix symbol (ISO/IEC 16022, 5.6). */
export const dataMatrixQuietModules = 1;

/**
 * A text as the smallest Data Matrix ECC 200 (ISO/IEC 16022): square, or where `rectangular` is set the smallest of
 * all shapes. `gs1` puts FNC1 in first position and writes GS as FNC1. Text beyond ASCII is UTF-8 and says so
 * (ECI 26). Null for an empty text and for one that no symbol holds: about 2,600 digits or 1,300 other characters.
 */
export function dataMatrix(
  text: string,
  { gs1 = false, rectangular = false }: { gs1?: boolean; rectangular?: boolean } = {},
): DataMatrixSymbol | null {
  const found = smallest(text, gs1, rectangular);
  return found && symbolOf(found.way, found.size);
}

/** Modules on a side of the square that `dataMatrix` would make. */
export const dataMatrixSide = (text: string, { gs1 = false } = {}): number | null =>
  smallest(text, gs1, false)?.size.columns ?? null;

function smallest(text: string, gs1: boolean, rectangular: boolean) {
  const ways = codewordsOf(text, gs1);
  for (const size of sizes) {
    if (!rectangular && size.rows !== size.columns) continue;
    const way = ways.find(({ data, close }) =>
      close ? data.length <= size.data : data.length === size.data,
    );
    if (way) return { way, size };
  }
  return null;
}

function symbolOf({ data, close }: Codewords, size: Size): DataMatrixSymbol {
  const whole = data.length < size.data ? [...data, ...(close ?? [])] : data;
  const bits = placedBits(withCorrection(whole, size), size);
  return {
    columns: size.columns,
    rows: size.rows,
    isDark: (column, row) => bits[row * size.columns + column] === 1,
  };
}
