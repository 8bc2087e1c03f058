import PDFDocument from 'pdfkit';
import { type PlacedLabel, type PlacedLine, placeLabel } from '../../shared/labels/layout.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import { findTemplate, type LabelTemplate, labelsPerPage } from '../../shared/labels/templates.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { ok, ProblemError, problem, type Result } from '../../shared/problems.ts';
import { type Code, encodeCode, rectangles } from './code.ts';
import { fontFeatures, type LabelFont, openFont } from './font.ts';

/** What one label added to the file; `bytes` is often empty, since pages are written when full. */
export interface PdfSlice {
  /** Labels drawn so far. */
  labels: number;
  bytes: Uint8Array;
}

/**
 * Prints one label for each record, in order, on as many pages as it takes. The whole file, or the
 * first problem met: `label-nothing`, `template-unknown`, `label-glyph-missing`,
 * `label-does-not-fit`, `label-failed`. Never throws. Equal input gives equal bytes (on one version
 * of Node: its zlib does the packing).
 */
export function renderPdf(
  records: Iterable<LabelRecord>,
  templateId: string,
): Result<Uint8Array<ArrayBuffer>> {
  const slices = renderSlices(records, templateId);
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
 * The same a label at a time (a millisecond or two each), for a caller that shares its thread or
 * writes to disk as it goes. The bytes are a PDF only if the last answer is ok.
 */
export function* renderSlices(
  records: Iterable<LabelRecord>,
  templateId: string,
): Generator<PdfSlice, Result<{ labels: number; pages: number }>> {
  try {
    return yield* draw(records, templateId);
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: problem('label-failed', { detail }) };
  }
}

function* draw(
  records: Iterable<LabelRecord>,
  templateId: string,
): Generator<PdfSlice, Result<{ labels: number; pages: number }>> {
  const found = findTemplate(templateId);
  if (!found.ok) return found;
  const template = found.value;
  const perPage = labelsPerPage(template);
  const font = openFont();
  const doc = openDocument(template, font);
  const written = (): Uint8Array => doc.read() ?? new Uint8Array();

  let labels = 0;
  for (const record of records) {
    if (labels % perPage === 0) doc.addPage();
    drawLabel(doc, template, labels % perPage, record, font);
    labels++;
    yield { labels, bytes: written() };
  }
  if (labels === 0) throw new ProblemError('label-nothing');
  doc.end();
  yield { labels, bytes: written() };
  return ok({ labels, pages: Math.ceil(labels / perPage) });
}

/** Nothing in a document may come from the clock or from chance; its id is made from `info`. */
export function openDocument(
  template: Pick<LabelTemplate, 'page' | 'name'>,
  font: LabelFont,
): PDFKit.PDFDocument {
  const never = new Date(0);
  const doc = new PDFDocument({
    autoFirstPage: false,
    size: [points(template.page.width), points(template.page.height)],
    margin: 0,
    pdfVersion: '1.7',
    displayTitle: true,
    // pdfkit also takes an opened font; its types know only files.
    font: font.kit as unknown as string,
    info: {
      Title: template.name,
      Creator: 'Lineside',
      Producer: 'Lineside',
      CreationDate: never,
      ModDate: never,
    },
  });
  keepTrueSize(doc);
  return doc;
}

interface Dictionary {
  data: Record<string, unknown>;
}

// Viewers shrink pages to the printer's margins unless told not to, and then no label hits its
// place. pdfkit has no option for it, so this reaches for the object behind `displayTitle`.
function keepTrueSize(doc: PDFKit.PDFDocument): void {
  const root = (doc as unknown as { _root: { data: { ViewerPreferences: Dictionary } } })._root;
  root.data.ViewerPreferences.data.PrintScaling = 'None';
}

function drawLabel(
  doc: PDFKit.PDFDocument,
  template: LabelTemplate,
  slot: number,
  record: LabelRecord,
  font: LabelFont,
): void {
  const { deviceSn, title } = record;
  font.check(title);
  font.check(deviceSn);
  const code = encodeCode(encodePayload(record));
  if (!code) throw new ProblemError('label-does-not-fit', { deviceSn });
  const content = { title, deviceSn, modules: code.modules };
  const label = placeLabel(template, slot, content, font.measure);
  if (!label.ok) throw new ProblemError(label.problem.code, label.problem.params);

  drawCode(doc, label.value, code);
  for (const line of label.value.title) drawLine(doc, line);
  // A wrapped SN is still one word to whoever copies or searches it.
  const wrapped = label.value.sn.length > 1;
  if (wrapped) doc.markContent('Span', { actual: deviceSn });
  for (const line of label.value.sn) drawLine(doc, line);
  if (wrapped) doc.endMarkedContent();
}

/** One filled path a code, in whole modules: the matrix scales them, so every edge is exact. */
function drawCode(doc: PDFKit.PDFDocument, { code: { x, y, module } }: PlacedLabel, code: Code) {
  const scale = decimal(points(module));
  const matrix = `${scale} 0 0 ${scale} ${decimal(points(x))} ${decimal(points(y))} cm`;
  doc.addContent(`q\n${matrix}\n${rectangles(code)}\nf\nQ`);
}

function drawLine(doc: PDFKit.PDFDocument, { text, x, baseline, size }: PlacedLine): void {
  doc.fontSize(points(size)).text(text, points(x), points(baseline), {
    lineBreak: false,
    baseline: 'alphabetic',
    // A record of switches reaches the font; the types know only the list of those switched on.
    features: fontFeatures as unknown as PDFKit.Mixins.OpenTypeFeatures[],
  });
}

/** Millimetres to PDF points. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A ten-thousandth of a point is 35 nanometres. */
const decimal = (value: number): string => String(Number(value.toFixed(4)));
