import { calibrationPage } from '../../shared/labels/calibration.ts';
import type { Drawing } from '../../shared/labels/draw/drawing.ts';
import type { CalibrationSize, PrinterSettings } from '../../shared/models/printer.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { openDocument } from '../labels/document.ts';
import { openFont } from '../labels/font.ts';
import { rasterise } from '../labels/raster/rasterise.ts';
import { points } from '../labels/run/ink.ts';
import { writeZpl } from '../labels/zpl/label.ts';
import type { PrintPieces } from './driver.ts';

/**
 * The calibration page in the language of a printer, moved by the offset that it has. Problems: those of
 * `writeZpl`.
 */
export function calibrationJob(
  printer: PrinterSettings,
  size: CalibrationSize,
): Result<PrintPieces> {
  const drawing = calibrationPage(size, printer);
  const bytes = bytesOf(drawing, printer);
  return bytes.ok
    ? ok({
        name: 'lineside-calibration',
        language: printer.language,
        page: size,
        pieces: [bytes.value],
      })
    : bytes;
}

function bytesOf(drawing: Drawing, printer: PrinterSettings): Result<Uint8Array> {
  const { dpi, offset, speed, darkness } = printer;
  switch (printer.language) {
    case 'pdf':
      return ok(pdfOf(drawing, offset));
    case 'zpl':
      return writeZpl(drawing, {
        dpi,
        offset,
        ...(speed === null ? {} : { speed }),
        ...(darkness === null ? {} : { darkness }),
        ...afterOf(printer),
      });
    case 'tspl':
      return ok(tsplOf(drawing, printer));
  }
}

const afterOf = ({ cut, peel }: PrinterSettings): { after?: 'cut' | 'peel' } =>
  cut ? { after: 'cut' } : peel ? { after: 'peel' } : {};

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

/**
 * As one bitmap. Source: TSC, TSPL/TSPL2 Programming, `BITMAP`: bytes follow the last comma, a bit of 0 is black.
 * `SIZE` is the paper, gap and sensing stay as the printer has them.
 */
function tsplOf(drawing: Drawing, printer: PrinterSettings): Uint8Array {
  const dotsPerMm = printer.dpi === 203 ? 8 : printer.dpi / 25.4;
  const { columns, rows, bits } = rasterise(drawing, { dotsPerMm, font: openFont() });
  const dots = (length: number) => Math.round(length * dotsPerMm);
  const setup = [
    `SIZE ${drawing.width} mm,${drawing.height} mm`,
    `REFERENCE ${Math.max(0, dots(printer.offset.x))},${Math.max(0, dots(printer.offset.y))}`,
    ...(printer.speed === null ? [] : [`SPEED ${printer.speed}`]),
    ...(printer.darkness === null ? [] : [`DENSITY ${Math.round(printer.darkness / 2)}`]),
    'CLS',
    `BITMAP 0,0,${Math.ceil(columns / 8)},${rows},0,`,
  ].join('\r\n');
  const white = bits.map((byte) => ~byte);
  return Buffer.concat([Buffer.from(setup), white, Buffer.from('\r\nPRINT 1,1\r\n')]);
}
