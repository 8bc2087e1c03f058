import type { Database } from 'better-sqlite3';
import type { PrinterSettings } from '../../shared/models/printer.ts';
import { problem } from '../../shared/problems.ts';
import type { LabelPrinter } from '../labels/printer.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { designFor } from './design-for.ts';
import type { Release } from './spool.ts';

/**
 * Lets go of labels that say what their records say, read back from the very bytes that are sent. PDFs were read back
 * where they were made (`LabelPrinter.print`); labels for label printers are here.
 */
export const createRelease =
  (needs: {
    db: Database;
    prove: LabelPrinter['prove'];
    settings(printer: string): PrinterSettings | null;
  }): Release =>
  async ({ language, job, bytes, records }) => {
    const printer = needs.settings(job.printer);
    if (!printer) return problem('printer-unknown', { printer: job.printer });
    const design = anyDesign(needs.db, job.template, job.version);
    if (!design.ok) return design.problem;
    const proved = await needs.prove({
      language,
      pieces: bytes,
      records,
      design: designFor(design.value, printer),
      dpi: printer.dpi,
      offset: printer.offset,
    });
    return proved.ok ? null : proved.problem;
  };
