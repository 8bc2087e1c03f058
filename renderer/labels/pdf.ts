/** A printed PDF as the call carries it. */
export function pdfBlob(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], {
    type: 'application/pdf',
  });
}

const keptMs = 10 * 60_000;

/** Opens a PDF beside the station; where windows may not be opened, saves it instead. */
export function openPdf(base64: string, file: string): void {
  const url = URL.createObjectURL(pdfBlob(base64));
  // The other tab reads the address in its own time; it must outlive this call, not the day.
  window.setTimeout(() => URL.revokeObjectURL(url), keptMs);
  if (!window.open(url, '_blank')) saveUrl(url, file);
}

export function savePdf(base64: string, file: string): void {
  const url = URL.createObjectURL(pdfBlob(base64));
  window.setTimeout(() => URL.revokeObjectURL(url), keptMs);
  saveUrl(url, file);
}

function saveUrl(url: string, file: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
}
