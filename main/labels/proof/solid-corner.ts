import { cutOut, inkOf, isBlack } from '../dots/bitmap.ts';
import { Canvas } from '../raster/canvas.ts';
import type { Raster } from '../raster/rasterise.ts';

/** No Data Matrix has fewer modules on a side. */
const fewest = 8;

/**
 * Dots of a module of a Data Matrix, null for anything else: its left and lower edges are solid, and along its upper
 * edge modules are black and white by turns (ISO/IEC 16022, 4.3). One module around it has to be white and no more, so
 * that texts stand nearer to it than to a QR code.
 */
export function dataMatrixModule(picture: Raster): number | null {
  const ink = inkOf(picture);
  if (!ink) return null;
  const raster = cutOut(picture, ink);
  const { columns, rows } = raster;
  for (let y = 0; y < rows; y++) if (!isBlack(raster, 0, y)) return null;
  for (let x = 0; x < columns; x++) if (!isBlack(raster, x, rows - 1)) return null;
  let module = 1;
  while (module < columns && isBlack(raster, module, 0)) module++;
  return module * fewest > columns ? null : module;
}

/** A picture with white around it. */
export function onWhite(raster: Raster, margin: number): Raster {
  const canvas = new Canvas(raster.columns + 2 * margin, raster.rows + 2 * margin);
  for (let y = 0; y < raster.rows; y++) {
    for (let x = 0; x < raster.columns; x++) {
      if (isBlack(raster, x, y)) canvas.span(y + margin, x + margin, x + margin + 1);
    }
  }
  return canvas;
}
