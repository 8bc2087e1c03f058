import { describe, expect, test } from 'vitest';
import { openFont } from '../../main/labels/font.ts';
import { renderPdf } from '../../main/labels/pdf.ts';
import { expectedOf } from '../../main/labels/proof/pdf-job.ts';
import { createGlyphs } from '../../main/labels/run/glyphs.ts';
import { Ink, points } from '../../main/labels/run/ink.ts';
import { createPages } from '../../main/labels/run/pages.ts';
import { createPainter } from '../../main/labels/run/painter.ts';
import { writeZpl } from '../../main/labels/zpl/label.ts';
import { code128 } from '../../shared/labels/code128.ts';
import { dataMatrix } from '../../shared/labels/data-matrix.ts';
import type { Drawing } from '../../shared/labels/draw/drawing.ts';
import { encodeQr } from '../../shared/labels/qr/encode.ts';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';
import { must } from '../support/must.ts';
import { readAll } from './foreign-decoder.ts';
import { rasterise, readCodes, type Scan } from './paper.ts';
import { renderZpl } from './zpl-paper.ts';

/** GS1 on paper, read by strangers: FNC1 in first position is told by the identifier, a separator comes back as GS. */

const dpi = 300;
const size = { width: 130, height: 45 };
const fnc1First = { matrix: ']d2', qr: ']Q3', bars: ']C1' };
const payload = { kind: 'gs1', gtin: '9501101530003', serial: '{deviceSn}' };

const design: LabelDesign = labelDesignSchema.parse({
  id: 'gs1',
  version: 1,
  name: 'GS1',
  paper: { form: 'roll', label: size },
  target: { head: 'thermal', dpi },
  layout: 'placed',
  elements: [
    { id: 'matrix', kind: 'data-matrix', x: 2, y: 2, width: 22, height: 22, payload },
    { id: 'qr', kind: 'qr', x: 34, y: 2, width: 26, height: 26, level: 'M', payload },
    { id: 'bars', kind: 'code128', x: 2, y: 32, width: 126, height: 10, payload },
  ],
});

async function zplPaper(drawing: Drawing): Promise<Scan> {
  const [scan] = await renderZpl(must(writeZpl(drawing, { dpi })), size, dpi);
  if (!scan) throw new Error('nothing was rendered');
  return scan;
}

function pdfPaper(pdf: Uint8Array): Scan {
  // Two pixels a dot of the head that it was drawn for.
  const [page] = rasterise(pdf, 2 * dpi);
  if (!page) throw new Error('no page');
  return page;
}

/** Text and identifier of each code, by its kind. */
async function said(scan: Scan) {
  const found = await readAll(scan);
  const kinds: Record<string, string> = { DataMatrix: 'matrix', QRCode: 'qr', Code128: 'bars' };
  return Object.fromEntries(found.map(({ format, aim, text }) => [kinds[format], aim + text]));
}

const sayingAll = (text: string) =>
  Object.fromEntries(Object.entries(fnc1First).map(([kind, aim]) => [kind, aim + text]));

describe('an element string of a unit', () => {
  test.each([
    'AB-0001',
    'ab-0001',
    '12345678901234567890',
    'A'.repeat(20),
    // In a QR code that begins with FNC1 a per cent sign among capitals stands for a separator, unless it is doubled.
    '50%OFF',
    '%',
    '%%',
    'ab%c',
    'A"B\'C',
    'A/B(21)C',
  ])('%s is the same in three codes, as PDF and as ZPL', async (deviceSn) => {
    const record = { groupId: 'G', deviceSn, title: '', fields: {} };
    const text = `010950110153000321${deviceSn}`;
    const pdf = pdfPaper(must(renderPdf([record], design)));
    const zpl = await zplPaper(expectedOf(design)(record).drawing);
    for (const scan of [pdf, zpl]) {
      expect(await said(scan)).toEqual(sayingAll(text));
      // A second stranger.
      expect(readCodes(scan)).toEqual([text]);
      const printed = await readAll(scan, { textMode: 'HRI' });
      expect(new Set(printed.map(({ text: shown }) => shown))).toEqual(
        new Set([`(01)09501101530003(21)${deviceSn}`]),
      );
    }
  });
});

describe('a separator', () => {
  const gs = '\u001d';

  function drawn(text: string): Drawing {
    const gs1 = { gs1: true };
    const [matrix, qr, bars] = [
      dataMatrix(text, gs1),
      encodeQr(text, 'M', gs1),
      code128(text, gs1),
    ];
    if (!matrix || !qr || !bars) throw new Error('too long');
    const dot = 25.4 / dpi;
    const at = (x: number, y: number, dots: number) => ({
      x: x * dot,
      y: y * dot,
      module: dots * dot,
      text,
    });
    const { size: side, isDark } = qr;
    return {
      ...size,
      marks: [
        { kind: 'modules', symbology: 'data-matrix', ...matrix, ...at(40, 40, 6) },
        {
          kind: 'modules',
          symbology: 'qr',
          columns: side,
          rows: side,
          isDark,
          ...at(450, 50, 6),
        },
        { kind: 'bars', widths: bars, height: 10, ...at(60, 380, 3) },
      ],
    };
  }

  function pdfOf(drawing: Drawing): Uint8Array {
    const glyphs = createGlyphs(openFont().file);
    const page = { width: points(size.width), height: points(size.height) };
    const pages = createPages({ title: 'GS1', page, offset: { x: 0, y: 0 } });
    const ink = new Ink();
    createPainter(ink, glyphs, pages)(drawing, { x: 0, y: 0 });
    pages.add(ink.written());
    pages.end(glyphs);
    return pages.take();
  }

  test.each([
    ['between a serial number and a lot', `010950110153000321AB${gs}10LOT-7`],
    ['behind digits', `010950110153000321123456${gs}10123`],
    ['among capitals and a per cent sign', `010950110153000321A%B${gs}10%`],
    ['twice', `21AB${gs}10LOT${gs}240X1`],
  ])('%s comes back as one', async (_, text) => {
    const drawing = drawn(text);
    for (const scan of [pdfPaper(pdfOf(drawing)), await zplPaper(drawing)]) {
      expect(await said(scan)).toEqual(sayingAll(text));
    }
  });

  test('in the SN of a unit is refused, not printed as a field of its own', () => {
    const record = { groupId: 'G', deviceSn: `AB${gs}10LOT`, title: '', fields: {} };
    expect(renderPdf([record], design)).toMatchObject({ problem: { code: 'payload-part-unfit' } });
  });
});
