import bwipjs from 'bwip-js/node';
import { payload, withPdfkit } from './with-pdfkit.ts';

await withPdfkit(async (doc, i, { x, y, side }) => {
  // The types of bwip-js know its common options only, and not what it gives without a callback.
  const options = { bcid: 'qrcode', text: payload(i), eclevel: 'M', scale: 4 };
  const png: unknown = await bwipjs.toBuffer(options);
  doc.image(png as Buffer, x, y, { width: side });
});
