import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import {
  type HandoverHeader,
  handoverVersion,
  joinHandover,
  mostContentBytes,
  signedText,
  splitHandover,
} from '../../shared/handover/header.ts';
import {
  type HandoverInfo,
  type HandoverKind,
  mostHandoverBytes,
} from '../../shared/models/handover.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { CertificateKey } from '../certificate/key.ts';
import { fingerprintOf, isSigned } from '../security/ed25519.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What goes into a container, before it is packed. */
export interface HandoverContent {
  kind: HandoverKind;
  /** Units, items of a catalog, or SNs. */
  rows: number;
  content: Uint8Array;
}

/** Who makes it, and when (epoch ms). */
export interface Giver {
  key: CertificateKey;
  stationId: string;
  stationName: string;
  now: number;
}

/** Packs and signs; `handover-large`. */
export async function sealHandover(
  { key, stationId, stationName, now }: Giver,
  { kind, rows, content }: HandoverContent,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const large = fail('handover-large', { max: mostHandoverBytes / 1024 / 1024 });
  if (content.length > mostContentBytes) return large;
  const packed = await deflate(content, { level: 9 });
  const head = {
    lineside: 'handover',
    version: handoverVersion,
    kind,
    madeAt: new Date(now).toISOString(),
    station: { id: stationId, name: stationName },
    bytes: content.length,
    rows,
    sha256: sha256(packed),
    key: Buffer.from(key.publicKey).toString('hex'),
  } as const;
  const signature = Buffer.from(key.sign(Buffer.from(signedText(head)))).toString('hex');
  const file = joinHandover({ ...head, signature }, packed);
  return file.length > mostHandoverBytes ? large : ok(file);
}

/** A hand-over whose signature and hash are right. Whether its station is to be believed is another question. */
export interface OpenedHandover {
  info: HandoverInfo;
  header: HandoverHeader;
  packed: Uint8Array;
}

/** Problems: those of `splitHandover`, `handover-changed`. */
export function openHandover(file: Uint8Array): Result<OpenedHandover> {
  const split = splitHandover(file);
  if (!split.ok) return split;
  const { header, packed } = split.value;
  if (sha256(packed) !== header.sha256 || !isOwn(header)) return fail('handover-changed');
  const { kind, madeAt, station, rows, key } = header;
  const info: HandoverInfo = {
    id: sha256(file),
    kind,
    madeAt: Date.parse(madeAt),
    station,
    fingerprint: fingerprintOf(Buffer.from(key, 'hex')),
    rows,
    bytes: file.length,
  };
  return ok({ info, header, packed: Uint8Array.from(packed) });
}

function isOwn({ key, signature, ...head }: HandoverHeader): boolean {
  const message = Buffer.from(signedText({ ...head, key }));
  return isSigned(Buffer.from(key, 'hex'), Buffer.from(signature, 'hex'), message);
}

/** The content, never more than its line promised; `handover-changed`. */
export async function unpackHandover({ header, packed }: OpenedHandover): Promise<Result<Buffer>> {
  try {
    const content = await inflate(packed, { maxOutputLength: Math.max(1, header.bytes) });
    return content.length === header.bytes ? ok(content) : fail('handover-changed');
  } catch {
    return fail('handover-changed');
  }
}
