import { z } from 'zod';
import { describeIssues } from '../describe-issues.ts';
import { handoverKinds, mostHandoverBytes } from '../models/handover.ts';
import { fail, ok, type Result } from '../problems.ts';

/**
 * The container of a hand-over: one line of JSON, then the packed content. The line says what it is, how much, who made it,
 * and is signed; the content is bound to it by its hash, which is looked at before anything is unpacked.
 */

export const handoverVersion = 1;
/** Of the line, in bytes. */
export const longestHeader = 4096;
/** Of the content once it is unpacked, in bytes. */
export const mostContentBytes = 256 * 1024 * 1024;
export const mostHandedUnits = 1_000_000;
export const mostDigestSns = 5_000_000;

const hex = (characters: number) => z.string().regex(new RegExp(`^[0-9a-f]{${characters}}$`));

export const handoverHeaderSchema = z.strictObject({
  lineside: z.literal('handover'),
  version: z.literal(handoverVersion),
  kind: z.enum(handoverKinds),
  madeAt: z.iso.datetime(),
  station: z.strictObject({ id: z.string().min(1).max(64), name: z.string().max(128) }),
  /** Of the content, unpacked. */
  bytes: z.int().min(0).max(mostContentBytes),
  rows: z.int().min(0).max(mostDigestSns),
  /** Of the content as it is packed. */
  sha256: hex(64),
  /** Ed25519, 32 bytes, and its signature of `signedText`. */
  key: hex(64),
  signature: hex(128),
});
export type HandoverHeader = z.infer<typeof handoverHeaderSchema>;

/** What is signed: every member, in one order. */
export const signedText = (header: Omit<HandoverHeader, 'signature'>): string => {
  const { kind, madeAt, station, bytes, rows, sha256, key } = header;
  const name = `lineside-handover-${handoverVersion}`;
  return JSON.stringify([name, kind, madeAt, station.id, station.name, bytes, rows, sha256, key]);
};

export function joinHandover(header: HandoverHeader, packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const file = new Uint8Array(line.length + packed.length);
  file.set(line);
  file.set(packed, line.length);
  return file;
}

/**
 * Takes the bytes of a file apart; nothing is believed yet. Problems: `handover-large`, `handover-newer`,
 * `handover-unreadable`.
 */
export function splitHandover(
  file: Uint8Array,
): Result<{ header: HandoverHeader; packed: Uint8Array }> {
  if (file.length > mostHandoverBytes) {
    return fail('handover-large', { max: mostHandoverBytes / 1024 / 1024 });
  }
  const end = file.subarray(0, longestHeader).indexOf(10);
  const found = end < 0 ? null : parsed(file.subarray(0, end));
  if (found === null || (found as { lineside?: unknown }).lineside !== 'handover') {
    return fail('handover-unreadable', { detail: 'it is no hand-over of Lineside' });
  }
  const { version } = found as { version?: unknown };
  if (typeof version === 'number' && version > handoverVersion) return fail('handover-newer');
  const header = handoverHeaderSchema.safeParse(found);
  if (!header.success) return fail('handover-unreadable', { detail: describeIssues(header.error) });
  return ok({ header: header.data, packed: file.subarray(end + 1) });
}

function parsed(bytes: Uint8Array): object | null {
  try {
    const found: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof found === 'object' ? found : null;
  } catch {
    return null;
  }
}
