import encodeQR from 'qr';
import { fillModules, payload, withPdfkit } from './with-pdfkit.ts';

await withPdfkit((doc, i, at) => {
  const code = encodeQR(payload(i), 'raw', { ecc: 'medium', border: 1 });
  fillModules(doc, code.length, (column, row) => code[row]?.[column] === true, at);
});
