import { dotOf } from '../../shared/labels/draw/dots.ts';
import { createDrawer } from '../../shared/labels/draw/draw-label.ts';
import { labelsPerPage, pageOf, slotCorner } from '../../shared/labels/paper.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { fail, ok, ProblemError, problem, type Result } from '../../shared/problems.ts';
import { openFont } from './font.ts';
import { createGlyphs } from './run/glyphs.ts';
import { Ink, points } from './run/ink.ts';
import { createPages } from './run/pages.ts';
import { createPainter } from './run/painter.ts';

/** What one label added to the file; `bytes` is often empty, since pages are written when full. */
export interface PdfSlice {
  /** Labels drawn so far. */
  labels: number;
  bytes: Uint8Array;
}

/** What is told of one print, beside records and template. */
export interface PrintOptions {
  /** Positions at the start of the first sheet that are used already. */
  skip?: number;
  /** How far this printer has to be told to print to the right and down, in millimetres: whole dots are taken. */
  offset?: { x: number; y: number };
  /** Pieces of each label, 1 if not said. */
  copies?: number;
  /** All of them and then all again, instead of each label's pieces one after the other. */
  collate?: boolean;
}

/**
 * Prints one label for each record, in order, on as many pages as it takes. The whole file, or the
 * first problem met: `label-nothing`, `template-unknown`, `label-skip-wrong`, `label-glyph-missing`,
 * `label-failed`, or one of `drawLabel`. Never throws. Equal input gives equal bytes (on one version
 * of Node: its zlib does the packing).
 */
export function renderPdf(
  records: Iterable<LabelRecord>,
  template: string | LabelDesign,
  options: PrintOptions = {},
): Result<Uint8Array<ArrayBuffer>> {
  const slices = renderSlices(records, template, options);
  const parts: Uint8Array[] = [];
  for (;;) {
    const step = slices.next();
    if (!step.done) {
      parts.push(step.value.bytes);
      continue;
    }
    return step.value.ok ? ok(new Uint8Array(Buffer.concat(parts))) : step.value;
  }
}

/**
 * The same a label at a time (a fraction of a millisecond each), for a caller that shares its thread or
 * writes to disk as it goes. The bytes are a PDF only if the last answer is ok.
 */
export function* renderSlices(
  records: Iterable<LabelRecord>,
  template: string | LabelDesign,
  options: PrintOptions = {},
): Generator<PdfSlice, Result<{ labels: number; pages: number }>> {
  try {
    const design = typeof template === 'string' ? findDesign(template) : ok(template);
    return design.ok ? yield* draw(inCopies(records, options), design.value, options) : design;
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: problem('label-failed', { detail }) };
  }
}

function* inCopies(
  records: Iterable<LabelRecord>,
  { copies = 1, collate = false }: PrintOptions,
): Generator<LabelRecord> {
  if (!collate || copies === 1) {
    for (const record of records) for (let copy = 0; copy < copies; copy++) yield record;
    return;
  }
  const all = [...records];
  for (let copy = 0; copy < copies; copy++) yield* all;
}

function* draw(
  records: Iterable<LabelRecord>,
  design: LabelDesign,
  { skip = 0, offset = { x: 0, y: 0 } }: PrintOptions,
): Generator<PdfSlice, Result<{ labels: number; pages: number }>> {
  const { paper, target } = design;
  const perPage = labelsPerPage(paper);
  if (skip < 0 || skip >= perPage) return fail('label-skip-wrong', { skip, most: perPage - 1 });
  const font = openFont();
  const drawer = createDrawer(design, font);
  if (!drawer.ok) return drawer;
  const glyphs = createGlyphs(font.file);
  const page = pageOf(paper);
  const dots = (length: number) => Math.round(length / dotOf(target)) * dotOf(target);
  const pages = createPages({
    title: design.name,
    page: { width: points(page.width), height: points(page.height) },
    offset: { x: points(dots(offset.x)), y: points(dots(offset.y)) },
  });
  const ink = new Ink();
  const paint = createPainter(ink, glyphs, pages);

  let labels = 0;
  for (const record of records) {
    const corner = slotCorner(paper, (skip + labels) % perPage);
    const drawing = drawer.value(record, corner);
    if (!drawing.ok) return drawing;
    paint(drawing.value, corner);
    labels++;
    if ((skip + labels) % perPage === 0) {
      pages.add(ink.written());
      ink.clear();
    }
    yield { labels, bytes: pages.take() };
  }
  if (labels === 0) return fail('label-nothing');
  if (ink.length > 0) pages.add(ink.written());
  pages.end(glyphs);
  yield { labels, bytes: pages.take() };
  return ok({ labels, pages: Math.ceil((skip + labels) / perPage) });
}
