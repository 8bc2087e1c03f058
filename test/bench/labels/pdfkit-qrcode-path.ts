import QRCode from 'qrcode';
import { fillModules, payload, withPdfkit } from './with-pdfkit.ts';

await withPdfkit((doc, i, at) => {
  const { modules } = QRCode.create(payload(i), { errorCorrectionLevel: 'M' });
  fillModules(doc, modules.size, (column, row) => modules.get(row, column) === 1, at);
});
