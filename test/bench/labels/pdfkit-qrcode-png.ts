import QRCode from 'qrcode';
import { payload, withPdfkit } from './with-pdfkit.ts';

await withPdfkit(async (doc, i, { x, y, side }) => {
  const png = await QRCode.toBuffer(payload(i), { errorCorrectionLevel: 'M', margin: 0, scale: 8 });
  doc.image(png, x, y, { width: side });
});
