import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * One line of the journal: `{"len":"00000123","crc":"89abcdef","hash":"…64…","entry":{…}}`.
 * `len` is the entry's length in bytes, `crc` its CRC-32, `hash` = sha256(hash before + entry), all
 * over the bytes of the entry exactly as they stand, so a line can be checked without trusting JSON.
 */

/** The hash that the first line of a station's first journal file follows. */
export const firstHash = '0'.repeat(64);

const shape = /^\{"len":"(\d{8})","crc":"([0-9a-f]{8})","hash":"([0-9a-f]{64})","entry":(.*)\}$/s;

export const chain = (before: string, entry: string): string =>
  createHash('sha256').update(before).update(entry).digest('hex');

const checksum = (entry: string): string => crc32(entry).toString(16).padStart(8, '0');

/** Makes the line (with its newline) that carries `entry` after `before`. */
export function writeLine(entry: string, before: string): { line: string; hash: string } {
  const hash = chain(before, entry);
  const len = String(Buffer.byteLength(entry)).padStart(8, '0');
  const line = `{"len":"${len}","crc":"${checksum(entry)}","hash":"${hash}","entry":${entry}}\n`;
  return { line, hash };
}

/** Takes a line (without its newline) apart, or says what is wrong with it. */
export function readLine(line: string): { entry: string; hash: string } | { wrong: string } {
  const found = shape.exec(line);
  if (!found) return { wrong: 'not a journal line' };
  const [, len, crc, hash, entry] = found as unknown as [string, string, string, string, string];
  if (Buffer.byteLength(entry) !== Number(len)) return { wrong: 'length differs' };
  if (checksum(entry) !== crc) return { wrong: 'checksum differs' };
  return { entry, hash };
}
