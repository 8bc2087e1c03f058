const keptMs = 10 * 60_000;

/** An address for bytes that another tab or the disk reads in its own time: not for ever, but long. */
export function fileUrl(blob: Blob): string {
  const url = URL.createObjectURL(blob);
  window.setTimeout(() => URL.revokeObjectURL(url), keptMs);
  return url;
}

export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = fileUrl(blob);
  link.download = name;
  link.click();
}
