import type { Drawing } from '../../shared/labels/draw/drawing.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import type { PrinterSettings } from '../../shared/models/printer.ts';
import type { Result } from '../../shared/problems.ts';
import { type TsplOptions, writeTspl } from '../labels/tspl/label.ts';
import { writeZpl, type ZplOptions } from '../labels/zpl/label.ts';
import type { PrinterLanguage } from './driver.ts';

/** The part of a roll that a printer is told of. */
type Roll = Pick<Extract<LabelDesign['paper'], { form: 'roll' }>, 'sensing' | 'gap'>;

/**
 * Writes one label in the language of a label printer, as that printer is set up. Without `roll` it finds the next
 * label as it always does.
 */
export function writerFor(
  language: Exclude<PrinterLanguage, 'pdf'>,
  printer: PrinterSettings,
  roll?: Roll,
): (drawing: Drawing) => Result<Uint8Array> {
  if (language === 'tspl') {
    const options = tsplOptions(printer, roll);
    return (drawing) => writeTspl(drawing, options);
  }
  const options = zplOptions(printer, roll);
  return (drawing) => writeZpl(drawing, options);
}

const zplOptions = (printer: PrinterSettings, roll?: Roll): ZplOptions => ({
  ...common(printer),
  ...(printer.darkness === null ? {} : { darkness: printer.darkness }),
  ...(roll ? { sensing: roll.sensing } : {}),
});

const tsplOptions = (printer: PrinterSettings, roll?: Roll): TsplOptions => ({
  ...common(printer),
  ...(printer.darkness === null ? {} : { density: Math.round(printer.darkness / 2) }),
  ...(roll ? { feed: roll } : {}),
});

const common = ({ dpi, offset, speed, cut, peel }: PrinterSettings) => ({
  dpi,
  offset,
  ...(speed === null ? {} : { speed }),
  ...(cut ? { after: 'cut' as const } : peel ? { after: 'peel' as const } : {}),
});
