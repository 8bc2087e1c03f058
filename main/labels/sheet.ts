import { qrMark } from '../../shared/labels/draw/codes.ts';
import { encodeQr } from '../../shared/labels/qr/encode.ts';
import { ok, ProblemError, problem, type Result } from '../../shared/problems.ts';
import { fontFeatures, openDocument } from './document.ts';
import { type LabelFont, openFont } from './font.ts';
import { Ink, points } from './run/ink.ts';
import { drawModules } from './run/modules.ts';

/** Paper with commands on it: each code far enough from the next that a scanner takes one. */

export type Paper = 'A4' | 'Letter';

/** One code with what a person reads beside it: `word` large, then lines that get smaller. */
export interface SheetCard {
  code: string;
  word: string;
  lines: readonly string[];
}

export interface Sheet {
  paper: Paper;
  title: string;
  foot: string;
  cards: readonly SheetCard[];
  /** `sheet`: eight to a page, the codes 34 mm wide; `card`: one, 60 mm. */
  form: 'sheet' | 'card';
}

/** Millimetres. */
const papers: Record<Paper, { width: number; height: number }> = {
  A4: { width: 210, height: 297 },
  Letter: { width: 215.9, height: 279.4 },
};
const forms = {
  sheet: { columns: 2, rows: 4, code: 34, word: 9, line: 3.6 },
  card: { columns: 1, rows: 1, code: 60, word: 10, line: 5 },
};
const edge = 14;
const head = 16;
const foot = 10;
const gap = 5;

/**
 * The PDF, or why not: `label-glyph-missing`, `command-card-too-large`, `label-failed`. Equal sheets give
 * equal bytes. Never throws.
 */
export function renderSheet(sheet: Sheet): Result<Uint8Array<ArrayBuffer>> {
  try {
    return ok(draw(sheet));
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: problem('label-failed', { detail }) };
  }
}

function draw(sheet: Sheet): Uint8Array<ArrayBuffer> {
  const page = papers[sheet.paper];
  const form = forms[sheet.form];
  const font = openFont();
  const doc = openDocument({ page, name: sheet.title });
  const perPage = form.columns * form.rows;
  const width = (page.width - 2 * edge) / form.columns;
  const height = (page.height - 2 * edge - head - foot) / form.rows;
  for (const [index, card] of sheet.cards.entries()) {
    const place = index % perPage;
    if (place === 0) {
      doc.addPage();
      write(doc, font, sheet.title, {
        x: edge,
        y: edge + 8,
        size: 6.5,
        room: page.width - 2 * edge,
      });
      const below = { x: edge, y: page.height - edge, size: 3, room: page.width - 2 * edge };
      write(doc, font, sheet.foot, below);
    }
    const column = place % form.columns;
    const row = Math.floor(place / form.columns);
    // A code stands at the outer edge of its column in turn: no two are side by side.
    const x = edge + column * width;
    const y = edge + head + row * height;
    drawCard(doc, font, card, { x, y, width: width - gap, form });
  }
  doc.end();
  return new Uint8Array(doc.read() as Buffer);
}

function drawCard(
  doc: PDFKit.PDFDocument,
  font: LabelFont,
  card: SheetCard,
  place: { x: number; y: number; width: number; form: (typeof forms)['sheet'] },
): void {
  const { x, y, width, form } = place;
  const code = encodeQr(card.code, 'M');
  if (!code) throw new ProblemError('command-card-too-large');
  const ink = new Ink();
  const mark = qrMark(code, card.code, { x: 0, y: 0, module: form.code / code.size });
  drawModules(ink, mark, { x, y });
  doc.addContent(Buffer.from(ink.written()).toString('latin1').trimEnd());
  const beside = x + form.code + gap;
  const room = x + width - beside;
  let line = y + form.word;
  write(doc, font, card.word, { x: beside, y: line, size: form.word, room });
  for (const [index, text] of card.lines.entries()) {
    const size = index === 0 ? form.line * 1.5 : form.line;
    for (const part of wrapped(font, text, size, room)) {
      line += size * 1.45;
      write(doc, font, part, { x: beside, y: line, size, room });
    }
  }
}

/** In one line; smaller where it would be too long for it. All in millimetres. */
function write(
  doc: PDFKit.PDFDocument,
  font: LabelFont,
  text: string,
  at: { x: number; y: number; size: number; room: number },
): void {
  font.check(text);
  const fits = Math.min(at.size, (at.size * at.room) / Math.max(0.1, font.measure(text, at.size)));
  doc.fontSize(points(fits)).text(text, points(at.x), points(at.y), {
    lineBreak: false,
    baseline: 'alphabetic',
    features: fontFeatures as unknown as PDFKit.Mixins.OpenTypeFeatures[],
  });
}

/** Between words where there are some, else between characters, as Chinese is. */
function wrapped(font: LabelFont, text: string, size: number, room: number): string[] {
  const pieces =
    text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ?? [];
  const lines = [''];
  for (const piece of pieces) {
    const longer = `${lines.at(-1)}${piece}`;
    if (lines.at(-1) === '' || font.measure(longer.trim(), size) <= room)
      lines[lines.length - 1] = longer;
    else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
