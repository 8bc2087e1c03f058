import type { PrinterSettings } from '../../../shared/models/printer.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import type { PrinterDriver } from '../driver.ts';
import { createCupsDriver } from './cups.ts';
import { createDeviceDriver } from './device.ts';
import { createFolderDriver } from './folder.ts';
import { createPageDriver, type PagePrinter } from './page.ts';
import { createRawDriver } from './raw.ts';

export interface DriverNeeds {
  /** Where the folder printer writes. */
  folder: string;
  newId(): string;
  pagePrinter: PagePrinter | null;
}

/** What keeps a way and a language from going together: `printer-language-way`, `printer-language-raw`. */
export function misfit({
  way,
  language,
}: Pick<PrinterSettings, 'way' | 'language'>): Problem | null {
  if (way.kind === 'electron' && language !== 'pdf') return problem('printer-language-way');
  const raw = way.kind === 'tcp' || way.kind === 'device';
  return raw && language === 'pdf' ? problem('printer-language-raw') : null;
}

/** The driver of one printer; where `misfit` says so it refuses every job. */
export function createDriver(printer: PrinterSettings, needs: DriverNeeds): PrinterDriver {
  const { way, language } = printer;
  const why = misfit(printer);
  if (why) return refusing(language, why);
  switch (way.kind) {
    case 'folder':
      return createFolderDriver(language, needs.folder, needs.newId);
    case 'tcp':
      return createRawDriver(language === 'tspl' ? 'tspl' : 'zpl', way);
    case 'cups':
      return createCupsDriver(language, way.queue);
    case 'device':
      return createDeviceDriver(language, way.path);
    case 'electron':
      return createPageDriver(way.deviceName, needs.pagePrinter);
  }
}

const refusing = (language: PrinterDriver['language'], why: Problem): PrinterDriver => ({
  language,
  send: () => Promise.resolve({ taken: 0, begun: 0, problem: why }),
  status: () =>
    Promise.resolve({ ready: false, problem: why, model: null, dpi: null, waiting: null }),
  close: () => Promise.resolve(),
});
