import { expect, test } from 'vitest';
import { headOf } from '../../main/labels/dots/head.ts';
import { proveTspl, proveZpl } from '../../main/labels/proof/proof.ts';
import { createMakeLabels } from '../../main/printing/make-labels.ts';
import { folderPrinter, type PrinterSettings } from '../../shared/models/printer.ts';
import type { PrintJob } from '../../shared/models/printing.ts';
import { jobOf } from '../labels/proof-jobs.ts';
import { mixed, times } from '../labels/records.ts';
import { must } from '../support/station.ts';
import { rebuiltFrom } from './rebuilt.ts';

const printer: PrinterSettings = {
  ...folderPrinter,
  id: 'line-3',
  dpi: 203,
  offset: { x: 0.25, y: -0.5 },
  darkness: 21,
  speed: 4,
  cut: true,
};
const job = { printer: 'line-3', template: 'roll-50x30', version: 1 } as PrintJob;
const make = (...wanted: Parameters<ReturnType<typeof createMakeLabels>>) =>
  createMakeLabels(rebuiltFrom([]), (id) => (id === printer.id ? printer : null))(...wanted);
const records = times(6, mixed);

test.each([
  ['zpl', proveZpl],
  ['tspl', proveTspl],
] as const)(
  'a job is written in %s as its printer is set up, and says what it has to',
  async (language, prove) => {
    const pieces = must(await make(language, job, records)) as Uint8Array[];
    expect(pieces).toHaveLength(6);
    const wanted = { ...jobOf(records, job.template), head: headOf(203, printer.offset) };
    expect(await prove(pieces, wanted, { mode: 'whole' })).toMatchObject({ ok: true });
    const [first = []] = pieces;
    const said = Buffer.from(first).toString('latin1');
    const settings = {
      zpl: ['~SD21', '^MNY', '^MMC', '^PR4'],
      tspl: ['GAP 3 mm,0 mm', 'SPEED 4', 'DENSITY 11', 'SET CUTTER 1'],
    }[language];
    for (const each of settings) expect(said).toContain(each);
  },
);
