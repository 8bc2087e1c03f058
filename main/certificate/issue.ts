import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import {
  beforeFirst,
  type Certificate,
  type CertificateFacts,
  hashedText,
  signedText,
} from '../../shared/certificate/certificate.ts';
import type { Batch } from '../../shared/models/batch.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { fingerprintOf } from '../security/ed25519.ts';
import { certifiedUnits, goneUnits } from '../store/certified-units.ts';
import type { CertificateKey } from './key.ts';

/** Who certifies, and when (epoch ms). */
export interface Issuer {
  station: string;
  stationId: string;
  key: CertificateKey;
  now: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const iso = (time: number): string => new Date(time).toISOString();

/** The certificate of a batch as it stands at this moment, signed. */
export function issue(db: Database, batch: Batch, { key, now, ...who }: Issuer): Certificate {
  const counts = {
    units: 0,
    verified: 0,
    printed: 0,
    refused: batch.refused,
    gone: goneUnits(db, batch.id),
  };
  let chain = beforeFirst;
  const rows: Certificate['rows'] = [];
  for (const unit of certifiedUnits(db, batch.id)) {
    chain = sha256(hashedText(chain, unit));
    rows.push({ unit, hash: chain });
    counts.units++;
    if (unit.label !== 'none') counts[unit.label]++;
  }
  const facts: CertificateFacts = {
    batch: batch.tag,
    groupId: batch.groupId,
    groupName: findAnyGroup(db, batch.groupId)?.name ?? '',
    ...who,
    state: batch.state,
    target: batch.target,
    startedAt: iso(batch.startedAt),
    finishedAt: batch.finishedAt === null ? null : iso(batch.finishedAt),
    issuedAt: iso(now),
    counts,
  };
  const seal = {
    chain,
    key: Buffer.from(key.publicKey).toString('hex'),
    fingerprint: fingerprintOf(key.publicKey),
  };
  const signature = key.sign(Buffer.from(signedText({ facts, rows, seal })));
  return { facts, rows, seal: { ...seal, signature: Buffer.from(signature).toString('hex') } };
}
