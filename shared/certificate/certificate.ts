/**
 * A batch certificate: which units a batch made, each row hashed with the one before it, signed by the station. There is one
 * way to write it, so that not a byte of the file can change unseen. Nothing is imported here: this very text is also the
 * script of the page that checks certificates (`main/certificate/page.ts`).
 */

/** A unit of the batch. */
export interface CertifiedUnit {
  deviceSn: string;
  /** The cloud's own serial number, asset and product key, as far as they were known. */
  sn: string | null;
  assetId: string | null;
  productKey: string | null;
  verdict: 'accepted';
  /** `verified`: seen on its unit by a scan; `printed`: it came out; `none`: neither. */
  label: 'verified' | 'printed' | 'none';
  /** Who was on duty; null where nobody had to be. */
  operator: string | null;
  /** ISO 8601, UTC. */
  at: string;
}

/** What is said of the whole batch. */
export interface CertificateFacts {
  batch: string;
  groupId: string;
  groupName: string;
  station: string;
  stationId: string;
  state: string;
  target: number | null;
  startedAt: string;
  finishedAt: string | null;
  issuedAt: string;
  /** `gone`: units that were taken back or deleted after they were accepted; they are no rows. */
  counts: { units: number; verified: number; printed: number; refused: number; gone: number };
}

export interface Certificate {
  facts: CertificateFacts;
  rows: { unit: CertifiedUnit; hash: string }[];
  /** Hexadecimal, lower case: the last hash, the public key (32 bytes), its fingerprint (SHA-256), the signature. */
  seal: { chain: string; key: string; fingerprint: string; signature: string };
}

/** What the world has to bring: SHA-256, and Ed25519 (RFC 8032); null where it cannot be had. */
export interface CertificateCrypto {
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  ed25519(
    key: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
    message: Uint8Array<ArrayBuffer>,
  ): Promise<boolean | null>;
}

/** Why a certificate is not sound. `row` counts from 1; `line` is a line of the file, from 1. */
export type CertificateFault =
  | { why: 'not-a-certificate' }
  | { why: 'row-changed'; row: number; deviceSn: string }
  | { why: 'rows-missing' }
  | { why: 'counts-differ' }
  | { why: 'key-differs' }
  | { why: 'other-key' }
  | { why: 'signature-wrong' }
  | { why: 'signature-unchecked' }
  | { why: 'text-changed'; line: number };

export type CertificateCheck =
  | { sound: true; certificate: Certificate }
  | { sound: false; fault: CertificateFault };

export const certificateKind = 'lineside-batch-certificate-1';

/** What the first row is hashed with. */
export const beforeFirst = '0'.repeat(64);

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** A row's hash: of the one before it, and of the row as it is written. */
export const hashedText = (before: string, unit: CertifiedUnit): string =>
  before + JSON.stringify(unit);

/** What is signed: everything but the rows themselves, which the last hash stands for. */
export const signedText = ({
  facts,
  rows,
  seal,
}: Omit<Certificate, 'seal'> & { seal: Omit<Certificate['seal'], 'signature'> }): string =>
  JSON.stringify([certificateKind, facts, rows.length, seal.chain, seal.key, seal.fingerprint]);

/** The file: a row a line, and no other way to write it. */
export const certificateText = ({ facts, rows, seal }: Certificate): string =>
  [
    `{"kind":${JSON.stringify(certificateKind)},`,
    `"facts":${JSON.stringify(facts)},`,
    '"rows":[',
    ...rows.map((row, at) => `${JSON.stringify(row)}${at + 1 < rows.length ? ',' : ''}`),
    '],',
    `"seal":${JSON.stringify(seal)}}`,
    '',
  ].join('\n');

/**
 * Checks the bytes of a certificate's file. `fingerprint`: that of the key which it has to be signed with, in any grouping, as
 * it is printed; without it a sound certificate only says that whoever holds that key made it.
 */
export async function checkCertificate(
  bytes: Uint8Array<ArrayBuffer>,
  { sha256, ed25519 }: CertificateCrypto,
  fingerprint = '',
): Promise<CertificateCheck> {
  const no = (fault: CertificateFault): CertificateCheck => ({ sound: false, fault });
  const certificate = parsed(bytes);
  if (certificate === null) return no({ why: 'not-a-certificate' });
  const { facts, rows, seal } = certificate;
  let chain = beforeFirst;
  for (const [at, { unit, hash }] of rows.entries()) {
    chain = hex(await sha256(utf8(hashedText(chain, unit))));
    if (chain !== hash) {
      return no({ why: 'row-changed', row: at + 1, deviceSn: String(unit.deviceSn) });
    }
  }
  if (chain !== seal.chain) return no({ why: 'rows-missing' });
  const label = (state: string) => rows.filter(({ unit }) => unit.label === state).length;
  const { units, verified, printed } = facts.counts;
  if (units !== rows.length || verified !== label('verified') || printed !== label('printed')) {
    return no({ why: 'counts-differ' });
  }
  const key = fromHex(seal.key);
  if (hex(await sha256(key)) !== seal.fingerprint) return no({ why: 'key-differs' });
  const right = await ed25519(key, fromHex(seal.signature), utf8(signedText(certificate)));
  if (right === null) return no({ why: 'signature-unchecked' });
  if (!right) return no({ why: 'signature-wrong' });
  const line = firstOtherLine(bytes, utf8(certificateText(certificate)));
  if (line !== null) return no({ why: 'text-changed', line });
  const wanted = fingerprint.toLowerCase().replace(/[^0-9a-f]/g, '');
  if (fingerprint.trim() !== '' && wanted !== seal.fingerprint) return no({ why: 'other-key' });
  return { sound: true, certificate };
}

/** Null where it is none; what stands in it is not trusted yet. */
function parsed(bytes: Uint8Array<ArrayBuffer>): Certificate | null {
  try {
    const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
    const found = JSON.parse(text) as Partial<Certificate> & { kind?: unknown };
    const { kind, facts, rows, seal } = found;
    if (kind !== certificateKind || !facts || !Array.isArray(rows) || !seal) return null;
    if (!rows.every((row) => typeof row?.hash === 'string' && row.unit)) return null;
    const { key, signature, chain, fingerprint } = seal;
    const lengths = /^[0-9a-f]{64} [0-9a-f]{128} [0-9a-f]{64} [0-9a-f]{64}$/;
    if (!lengths.test([key, signature, chain, fingerprint].join(' '))) return null;
    return facts.counts ? { facts, rows, seal } : null;
  } catch {
    return null;
  }
}

function firstOtherLine(given: Uint8Array, right: Uint8Array): number | null {
  let line = 1;
  for (let at = 0; at < Math.max(given.length, right.length); at++) {
    if (given[at] !== right[at]) return line;
    if (given[at] === 10) line++;
  }
  return null;
}

/** A fingerprint as people compare it: in groups of four. */
export const inGroups = (fingerprint: string): string =>
  (fingerprint.toUpperCase().match(/.{4}/g) ?? []).join(' ');
