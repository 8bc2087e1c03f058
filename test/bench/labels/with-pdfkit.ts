import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { asked, columns, cornerOf, lines, mm, payload, rows, tell } from './work.ts';

/** Draws the code of label `i`, `side` points wide, with its corner there. */
export type DrawCode = (
  doc: PDFKit.PDFDocument,
  i: number,
  at: { x: number; y: number; side: number },
) => void | Promise<void>;

/** Any code on pdfkit's pages, with its built-in font. */
export async function withPdfkit(draw: DrawCode): Promise<void> {
  const { count, file } = asked();
  const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false });
  const out = doc.pipe(createWriteStream(file));
  for (let i = 0; i < count; i++) {
    if (i % (columns * rows) === 0) doc.addPage();
    const { x, y } = cornerOf(i);
    await draw(doc, i, { x: x + mm(2), y: y + mm(2), side: mm(33) });
    for (const [row, line] of lines(i).entries()) {
      doc.fontSize(mm(3.2)).text(line, x + mm(36), y + mm(6 + row * 8), { lineBreak: false });
    }
  }
  doc.end();
  await once(out, 'finish');
  tell(statSync(file).size);
}

/** A matrix as one path, a rectangle for each dark module. */
export function fillModules(
  doc: PDFKit.PDFDocument,
  size: number,
  isDark: (column: number, row: number) => boolean,
  at: { x: number; y: number; side: number },
): void {
  const module = at.side / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (isDark(column, row))
        doc.rect(at.x + column * module, at.y + row * module, module, module);
    }
  }
  doc.fill('black');
}

export { payload };
