import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { createDrawer } from '../../shared/labels/draw/draw-label.ts';
import type { PrinterSettings } from '../../shared/models/printer.ts';
import { fail, ok, ProblemError } from '../../shared/problems.ts';
import { openFont } from '../labels/font.ts';
import { refusalOf } from '../labels/refusal.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { designFor } from './design-for.ts';
import type { MakeLabels } from './spool.ts';
import { writerFor } from './writers.ts';

/**
 * Labels in the language of a label printer, as that printer is set up: one piece a label. Between two labels the
 * station may read a scan. Problems: those of `refusalOf`, of drawing and of the writer; `printer-language-unfit` for
 * PDF, which is made whole and elsewhere.
 */
export const createMakeLabels =
  (db: Database, settingsOf: (id: string) => PrinterSettings | null): MakeLabels =>
  async (language, job, records) => {
    const printer = settingsOf(job.printer);
    if (!printer) return fail('printer-unknown', { printer: job.printer });
    const design = anyDesign(db, job.template, job.version);
    if (!design.ok) return design;
    const { paper } = design.value;
    if (paper.form === 'sheet') return fail('printer-no-sheets');
    const fitted = designFor(design.value, printer);
    const drawer = createDrawer(fitted, openFont());
    if (!drawer.ok) return drawer;
    const write = writerFor(language, printer, paper);
    const pieces: Uint8Array[] = [];
    try {
      for (const record of records) {
        const refusal = refusalOf(fitted, [record]);
        if (refusal) return { ok: false, problem: refusal };
        const drawing = drawer.value(record);
        if (!drawing.ok) return drawing;
        const piece = write(drawing.value);
        if (!piece.ok) return piece;
        pieces.push(piece.value);
        await setImmediate();
      }
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem };
      throw error;
    }
    return ok(pieces);
  };
