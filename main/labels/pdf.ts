import { type PlacedLine, placeLabel } from '../../shared/labels/layout.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import { encodeQr } from '../../shared/labels/qr/encode.ts';
import { findTemplate, type LabelTemplate, labelsPerPage } from '../../shared/labels/templates.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { ok, ProblemError, problem, type Result } from '../../shared/problems.ts';
import { type LabelFont, openFont } from './font.ts';
import { textString } from './run/file.ts';
import { createGlyphs, type Glyphs } from './run/glyphs.ts';
import { decimal, Ink, points } from './run/ink.ts';
import { drawCode } from './run/modules.ts';
import { createPages } from './run/pages.ts';

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
  const glyphs = createGlyphs(font.file);
  const { width, height } = template.page;
  const page = { width: points(width), height: points(height) };
  const pages = createPages({ title: template.name, page });
  const ink = new Ink();

  let labels = 0;
  for (const record of records) {
    drawLabel({ ink, glyphs, template, font }, labels % perPage, record);
    labels++;
    if (labels % perPage === 0) {
      pages.add(ink.written());
      ink.clear();
    }
    yield { labels, bytes: pages.take() };
  }
  if (labels === 0) throw new ProblemError('label-nothing');
  if (ink.length > 0) pages.add(ink.written());
  pages.end(glyphs);
  yield { labels, bytes: pages.take() };
  return ok({ labels, pages: Math.ceil(labels / perPage) });
}

interface Desk {
  ink: Ink;
  glyphs: Glyphs;
  template: LabelTemplate;
  font: LabelFont;
}

function drawLabel(desk: Desk, slot: number, record: LabelRecord): void {
  const { ink, font, template } = desk;
  const { deviceSn, title } = record;
  font.check(title);
  font.check(deviceSn);
  const code = encodeQr(encodePayload(record), 'M');
  if (!code) throw new ProblemError('label-does-not-fit', { deviceSn });
  const content = { title, deviceSn, modules: code.size };
  const label = placeLabel(template, slot, content, font.measure);
  if (!label.ok) throw new ProblemError(label.problem.code, label.problem.params);

  drawCode(ink, code, label.value.code);
  for (const line of label.value.title) drawLine(desk, line);
  // A wrapped SN is still one word to whoever copies or searches it.
  const wrapped = label.value.sn.length > 1;
  if (wrapped) ink.text(`/Span << /ActualText ${textString(deviceSn)} >> BDC\n`);
  for (const line of label.value.sn) drawLine(desk, line);
  if (wrapped) ink.text('EMC\n');
}

/** The page's y goes down; letters stand up all the same. */
function drawLine({ ink, glyphs }: Desk, { text, x, baseline, size }: PlacedLine): void {
  if (text === '') return;
  const height = decimal(points(size));
  const at = `${decimal(points(x))} ${decimal(points(baseline))}`;
  ink.text(`BT /F ${height} Tf 1 0 0 -1 ${at} Tm <${glyphs.hex(text)}> Tj ET\n`);
}
