import { bytesOf } from '../common/base64.ts';
import { fileUrl, saveFile } from '../common/save-file.ts';

const types: Record<string, string> = {
  pdf: 'application/pdf',
  zip: 'application/zip',
  csv: 'text/csv',
};

/** A file of the label folder as the call carries it. */
function blobOf(base64: string, file: string): Blob {
  return new Blob([bytesOf(base64)], {
    type: types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
  });
}

/** A printed PDF as the call carries it. */
export const pdfBlob = (base64: string): Blob => blobOf(base64, '.pdf');

/** Opens a PDF beside the station; where windows may not be opened, saves it instead. */
export function openPdf(base64: string, file: string): void {
  const blob = pdfBlob(base64);
  if (!window.open(fileUrl(blob), '_blank')) saveFile(blob, file);
}

export const saveLabelFile = (base64: string, file: string): void =>
  saveFile(blobOf(base64, file), file);
