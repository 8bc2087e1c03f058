import QRCode from 'qrcode';

/** A QR code: `modules` a side, without quiet zone. */
export interface Code {
  modules: number;
  isDark(column: number, row: number): boolean;
}

/** Encodes at level M in the smallest version; `null` when no version holds the text. */
export function encodeCode(text: string): Code | null {
  try {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
    return {
      modules: modules.size,
      isDark: (column, row) => modules.data[row * modules.size + column] === 1,
    };
  } catch (error) {
    if (error instanceof Error && /amount of data is too big/.test(error.message)) return null;
    throw error;
  }
}

/**
 * A PDF paints every pixel that a shape as much as touches (ISO 32000-1, 10.6.5), so that a rectangle
 * ending exactly on a dot grows by one. Five thousandths of a module on each side prevent it.
 */
const shy = 0.005;

/**
 * The dark modules as PDF rectangles, one module a unit, y downwards. Modules are merged along the
 * row and equal runs along the column, which makes a third of the bytes.
 */
export function rectangles({ modules, isDark }: Code): string {
  const done = new Uint8Array(modules * modules);
  const free = (column: number, row: number) =>
    column < modules && row < modules && isDark(column, row) && !done[row * modules + column];
  const found: string[] = [];
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) {
      if (!free(column, row)) continue;
      let width = 1;
      while (free(column + width, row)) width++;
      let height = 1;
      while (rowIsFree(free, column, row + height, width)) height++;
      for (let y = row; y < row + height; y++)
        done.fill(1, y * modules + column, y * modules + column + width);
      found.push([column + shy, row + shy, width - 2 * shy, height - 2 * shy].map(short).join(' '));
    }
  }
  return found.map((numbers) => `${numbers} re`).join('\n');
}

const short = (value: number): string => String(Number(value.toFixed(3)));

function rowIsFree(
  free: (column: number, row: number) => boolean,
  column: number,
  row: number,
  width: number,
): boolean {
  for (let x = column; x < column + width; x++) if (!free(x, row)) return false;
  return true;
}
