import { fileUrl, saveFile } from '../common/save-file.ts';

/** A printed PDF as the call carries it. */
export function pdfBlob(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], {
    type: 'application/pdf',
  });
}

/** Opens a PDF beside the station; where windows may not be opened, saves it instead. */
export function openPdf(base64: string, file: string): void {
  const blob = pdfBlob(base64);
  if (!window.open(fileUrl(blob), '_blank')) saveFile(blob, file);
}

export const savePdf = (base64: string, file: string): void => saveFile(pdfBlob(base64), file);
