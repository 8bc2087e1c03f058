import { readdir } from 'node:fs/promises';
import type { PrinterFound, PrinterWay } from '../../shared/models/printer.ts';
import { cupsQueues } from './drivers/cups.ts';
import type { PagePrinter } from './drivers/page.ts';

/** Where Linux shows printers on USB cables. */
const usbFolder = '/dev/usb';

/**
 * Printers that the machine shows: queues of CUPS, device files of USB printers, printers of the system where the
 * host has a window. What is `taken` is left out.
 */
export async function foundPrinters(
  pagePrinter: PagePrinter | null,
  taken: readonly PrinterWay[],
): Promise<PrinterFound[]> {
  const [queues, files, pages] = await Promise.all([
    cupsQueues(),
    readdir(usbFolder).catch((): string[] => []),
    pagePrinter?.list() ?? [],
  ]);
  const found: PrinterFound[] = [
    ...queues.map((queue) => ({ name: queue, way: { kind: 'cups' as const, queue } })),
    ...files
      .filter((file) => /^lp\d+$/.test(file))
      .map((file) => ({
        name: file,
        way: { kind: 'device' as const, path: `${usbFolder}/${file}` },
      })),
    ...pages.map((deviceName) => ({
      name: deviceName,
      way: { kind: 'electron' as const, deviceName },
    })),
  ];
  const known = new Set(taken.map((way) => JSON.stringify(way)));
  return found.filter(({ way }) => !known.has(JSON.stringify(way)));
}
