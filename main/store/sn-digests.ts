import { createHmac } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { prepared } from './prepared.ts';

/** Digests of the SNs that other stations know: see `shared/handover/digest.ts`. */

/** Hashes on a page: a look reads one page. */
export const pageSize = 512;

/** The first `bits` (at most 53) bits of the hash of an SN, as a number. */
export function snHash(salt: Uint8Array, bits: number, groupId: string, deviceSn: string): number {
  const hash = createHmac('sha256', salt).update(`${groupId}\0${deviceSn}`).digest();
  const first53 = hash.readUInt32BE(0) * 2 ** 21 + (hash.readUInt32BE(4) >>> 11);
  return Math.floor(first53 / 2 ** (53 - bits));
}

export interface DigestFacts {
  stationId: string;
  station: string;
  madeAt: number;
  salt: Uint8Array;
  bits: number;
  count: number;
}

/** A digest that is not looked into before `keepDigest`. */
export function beginDigest(db: Database, facts: DigestFacts): number {
  const made = prepared(
    db,
    `INSERT INTO sn_digest (station_id, station, made_at, salt, bits, count) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    facts.stationId,
    facts.station,
    facts.madeAt,
    Buffer.from(facts.salt),
    facts.bits,
    facts.count,
  );
  return Number(made.lastInsertRowid);
}

/** Hashes in ascending order, behind those before. */
export function addDigestPage(db: Database, nr: number, hashes: Float64Array): void {
  prepared(db, 'INSERT INTO sn_digest_page (digest, first, body) VALUES (?, ?, ?)').run(
    nr,
    hashes[0],
    Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength),
  );
}

export function keepDigest(db: Database, nr: number): void {
  prepared(db, 'UPDATE sn_digest SET whole = 1 WHERE nr = ?').run(nr);
}

/** Digests that a crash left half written. */
export function dropHalfDigests(db: Database): void {
  const half = 'SELECT nr FROM sn_digest WHERE whole = 0';
  prepared(db, `DELETE FROM sn_digest_page WHERE digest IN (${half})`).run();
  prepared(db, 'DELETE FROM sn_digest WHERE whole = 0').run();
}

/** When the digest of a station was made, epoch ms; null: there is none. */
export function digestOf(db: Database, stationId: string): number | null {
  const row = prepared(
    db,
    'SELECT made_at AS at FROM sn_digest WHERE station_id = ? AND whole = 1',
  ).get(stationId);
  return (row as { at: number } | undefined)?.at ?? null;
}

interface Row {
  nr: number;
  station: string;
  madeAt: number;
  salt: Buffer;
  bits: number;
}

/** The station whose digest has this SN in it; a wrong yes has a chance of 1e-9 a digest. */
export function findInDigests(
  db: Database,
  groupId: string,
  deviceSn: string,
): { station: string; madeAt: number } | null {
  const digests = prepared(
    db,
    'SELECT nr, station, made_at AS madeAt, salt, bits FROM sn_digest WHERE whole = 1 ORDER BY nr',
  ).all() as Row[];
  for (const { nr, station, madeAt, salt, bits } of digests) {
    if (holds(db, nr, snHash(salt, bits, groupId, deviceSn))) return { station, madeAt };
  }
  return null;
}

function holds(db: Database, nr: number, hash: number): boolean {
  const page = prepared(
    db,
    'SELECT body FROM sn_digest_page WHERE digest = ? AND first <= ? ORDER BY first DESC LIMIT 1',
  ).get(nr, hash) as { body: Buffer } | undefined;
  if (!page) return false;
  const { body } = page;
  let [low, high] = [0, body.length / 8 - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = body.readDoubleLE(middle * 8);
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
