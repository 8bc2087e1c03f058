import { encodeQr } from '../../shared/labels/qr/encode.ts';

/** White modules around the code that a scanner needs (ISO/IEC 18004). */
const quiet = 4;

/**
 * Draws a text as a QR code of level L, black on white, each module the same whole number of pixels, as large as it goes
 * into `room` pixels. Scanners read it from screens in any theme.
 */
export function drawCode(canvas: HTMLCanvasElement, text: string, room: number): void {
  const symbol = encodeQr(text, 'L');
  const ink = canvas.getContext('2d');
  if (!symbol || !ink) return;
  const modules = symbol.size + 2 * quiet;
  const scale = Math.max(1, Math.floor(room / modules));
  const side = modules * scale;
  if (canvas.width !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, side, side);
  ink.fillStyle = '#000';
  for (let row = 0; row < symbol.size; row++) {
    for (let column = 0; column < symbol.size; column++) {
      if (!symbol.isDark(column, row)) continue;
      ink.fillRect((column + quiet) * scale, (row + quiet) * scale, scale, scale);
    }
  }
}
