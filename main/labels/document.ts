import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';
import type { Size } from '../../shared/labels/paper.ts';
import { fontPath } from './font.ts';
import { points } from './run/ink.ts';

/**
 * Letters are read by people one by one: no two of them may melt into one glyph, on paper or in text copied
 * from the PDF.
 */
export const fontFeatures = { liga: false };

/** Loaded with the first document: it takes as long as all else that a command loads, and few commands draw. */
const pdfkit = () => createRequire(import.meta.url)('pdfkit') as typeof PDFDocument;

/** Nothing in a document may come from the clock or from chance; its id is made from `info`. */
export function openDocument(template: { page: Size; name: string }): PDFKit.PDFDocument {
  const never = new Date(0);
  const doc = new (pdfkit())({
    autoFirstPage: false,
    size: [points(template.page.width), points(template.page.height)],
    margin: 0,
    pdfVersion: '1.7',
    displayTitle: true,
    font: fileURLToPath(fontPath()),
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
