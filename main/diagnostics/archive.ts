import { openZip } from '../export/zip-file.ts';
import type { Gathered } from './gather.ts';

/** The files as one ZIP. */
export function diagnosticsArchive(files: readonly Gathered[]): Buffer {
  const pieces: Uint8Array[] = [];
  const zip = openZip((bytes) => void pieces.push(bytes));
  for (const { name, text } of files) zip.add(name, Buffer.from(text), false);
  zip.end();
  return Buffer.concat(pieces);
}
