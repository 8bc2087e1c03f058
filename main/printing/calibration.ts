import { calibrationPage } from '../../shared/labels/calibration.ts';
import type { Drawing } from '../../shared/labels/draw/drawing.ts';
import type { CalibrationSize, PrinterSettings } from '../../shared/models/printer.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { openDocument } from '../labels/document.ts';
import { points } from '../labels/run/ink.ts';
import type { PrintPieces } from './driver.ts';
import { writerFor } from './writers.ts';

/**
 * The calibration page in the language of a printer, moved by the offset that it has. Problems: those of
 * `writeZpl` and `writeTspl`.
 */
export function calibrationJob(
  printer: PrinterSettings,
  size: CalibrationSize,
): Result<PrintPieces> {
  const { language } = printer;
  const drawing = calibrationPage(size, printer);
  const bytes =
    language === 'pdf' ? ok(pdfOf(drawing, printer.offset)) : writerFor(language, printer)(drawing);
  return bytes.ok
    ? ok({
        name: 'lineside-calibration',
        language,
        page: size,
        pieces: [bytes.value],
      })
    : bytes;
}

function pdfOf(drawing: Drawing, offset: PrinterSettings['offset']): Uint8Array {
  const { width, height, marks } = drawing;
  const doc = openDocument({ page: { width, height }, name: 'Calibration' });
  doc.addPage().translate(points(offset.x), points(offset.y)).fillColor('black');
  const block = (x: number, y: number, wide: number, high: number) =>
    doc.rect(points(x), points(y), points(wide), points(high));
  for (const mark of marks) {
    if (mark.kind === 'rectangle') block(mark.x, mark.y, mark.width, mark.height).fill();
    if (mark.kind === 'text') {
      doc.fontSize(points(mark.size)).text(mark.text, points(mark.x), points(mark.baseline), {
        lineBreak: false,
        baseline: 'alphabetic',
      });
    }
    if (mark.kind !== 'modules') continue;
    for (let row = 0; row < mark.rows; row++) {
      for (let column = 0; column < mark.columns; column++) {
        if (!mark.isDark(column, row)) continue;
        block(mark.x + column * mark.module, mark.y + row * mark.module, mark.module, mark.module);
      }
    }
    // One path for the whole code: with one for each module a viewer draws hairlines between them.
    doc.fill();
  }
  doc.end();
  return new Uint8Array(doc.read() as Buffer);
}
