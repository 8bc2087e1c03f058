import { inWholeDots } from '../../shared/labels/draw/dots.ts';
import { createDrawer } from '../../shared/labels/draw/draw-label.ts';
import { labelsPerPage, pageOf, slotCorner } from '../../shared/labels/paper.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../shared/problems.ts';
import { openFont } from './font.ts';
import { labelFailed } from './label-failed.ts';
import { createGlyphs } from './run/glyphs.ts';
import { Ink, points } from './run/ink.ts';
import { createPages } from './run/pages.ts';
import { createPainter } from './run/painter.ts';

/** What is told of one print, beside records and template. */
export interface PrintOptions {
  /** Positions at the start of the first sheet that are used already. */
  skip?: number;
  /** How far this printer has to be told to print to the right and down, in millimetres: whole dots are taken. */
  offset?: { x: number; y: number };
}

/** A PDF of labels on its way. Equal labels give equal bytes (on one version of Node: its zlib does the packing). */
export interface PdfRun {
  /** One label more, in a fraction of a millisecond; the problem of one that cannot be drawn. May throw a `ProblemError`. */
  add(record: LabelRecord): Result<object>;
  /** The rest of the file. Problem: `label-nothing`. */
  end(): Result<{ labels: number; pages: number }>;
  /** What was written since it was last asked; often nothing, since pages are written when full. */
  take(): Uint8Array;
}

/** The template of that name, or the one that is given. */
export const designOf = (template: string | LabelDesign): Result<LabelDesign> =>
  typeof template === 'string' ? findDesign(template) : ok(template);

/**
 * Prints one label for each record, in order, on as many pages as it takes. The whole file, or the
 * first problem met: `label-nothing`, `template-unknown`, `label-skip-wrong`, `label-glyph-missing`,
 * `label-failed`, or one of `drawLabel`. Never throws.
 */
export function renderPdf(
  records: Iterable<LabelRecord>,
  template: string | LabelDesign,
  options: PrintOptions = {},
): Result<Uint8Array<ArrayBuffer>> {
  try {
    const design = designOf(template);
    const run = design.ok ? createPdf(design.value, options) : design;
    if (!run.ok) return run;
    const parts: Uint8Array[] = [];
    for (const record of records) {
      const added = run.value.add(record);
      if (!added.ok) return added;
      parts.push(run.value.take());
    }
    const end = run.value.end();
    return end.ok ? ok(new Uint8Array(Buffer.concat([...parts, run.value.take()]))) : end;
  } catch (error) {
    return { ok: false, problem: pdfProblem(error) };
  }
}

/** The problem of what a `PdfRun` threw. */
export const pdfProblem = (error: unknown): Problem =>
  error instanceof ProblemError ? error.problem : labelFailed(error);

/** Problems: `label-skip-wrong`, or those of the template. May throw a `ProblemError`. */
export function createPdf(
  design: LabelDesign,
  { skip = 0, offset = { x: 0, y: 0 } }: PrintOptions = {},
): Result<PdfRun> {
  const { paper, target } = design;
  const perPage = labelsPerPage(paper);
  if (skip < 0 || skip >= perPage) return fail('label-skip-wrong', { skip, most: perPage - 1 });
  const font = openFont();
  const drawer = createDrawer(design, font);
  if (!drawer.ok) return drawer;
  const glyphs = createGlyphs(font.file);
  const page = pageOf(paper);
  const pages = createPages({
    title: design.name,
    page: { width: points(page.width), height: points(page.height) },
    offset: {
      x: points(inWholeDots(offset.x, target)),
      y: points(inWholeDots(offset.y, target)),
    },
  });
  const ink = new Ink();
  const paint = createPainter(ink, glyphs, pages);
  const turn = (): void => {
    pages.add(ink.written());
    ink.clear();
  };

  let labels = 0;
  return ok({
    add(record) {
      const corner = slotCorner(paper, (skip + labels) % perPage);
      const drawing = drawer.value(record, corner);
      if (!drawing.ok) return drawing;
      paint(drawing.value, corner);
      labels++;
      if ((skip + labels) % perPage === 0) turn();
      return ok({});
    },
    end() {
      if (labels === 0) return fail('label-nothing');
      if (ink.length > 0) turn();
      pages.end(glyphs);
      return ok({ labels, pages: Math.ceil((skip + labels) / perPage) });
    },
    take: () => pages.take(),
  });
}
