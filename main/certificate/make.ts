import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { certificateText } from '../../shared/certificate/certificate.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { Vault } from '../security/vault.ts';
import { batchByTag, listBatches } from '../store/batches.ts';
import { diskProblem, isDiskError } from '../store/disk-problem.ts';
import { syncFolder, writeFileWhole } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { issue } from './issue.ts';
import { certificateKey } from './key.ts';
import { checkPage } from './page.ts';
import { certificatePdf } from './pdf.ts';

export interface CertificateNeeds {
  store: Store;
  vault: Vault;
  stationName: string;
  now: number;
}

/** Which batch; `groupId` only where several groups have one of that tag. */
export interface CertificateWish {
  batchTag: string;
  groupId?: string | undefined;
  /** Not there yet, or empty. */
  folder: string;
}

/**
 * Writes the certificate of a batch: `certificate.json`, `certificate.pdf` and `check.html`, all of them or none. Problems:
 * `batch-unknown`, `export-folder-there`, those of `certificateKey`, of the disk.
 */
export function makeCertificate(
  { store, vault, stationName, now }: CertificateNeeds,
  { batchTag, groupId, folder }: CertificateWish,
): Result<{ units: number; fingerprint: string }> {
  const batch =
    groupId === undefined
      ? listBatches(store.db, -1).find(({ tag }) => tag === batchTag)
      : batchByTag(store.db, groupId, batchTag);
  if (!batch) return fail('batch-unknown', { tag: batchTag });
  const making = `${folder}.new`;
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      return fail('export-folder-there', { folder });
    }
    const key = certificateKey(vault);
    if (!key.ok) return key;
    const { stationId } = store.identity;
    const issuer = { station: stationName, stationId, key: key.value, now };
    const certificate = issue(store.db, batch, issuer);
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making);
    writeFileWhole(join(making, 'certificate.json'), certificateText(certificate), 0o644);
    writeFileWhole(join(making, 'certificate.pdf'), certificatePdf(certificate), 0o644);
    writeFileWhole(join(making, 'check.html'), checkPage(), 0o644);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(making, folder);
    syncFolder(dirname(folder));
    return ok({ units: certificate.rows.length, fingerprint: certificate.seal.fingerprint });
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return { ok: false, problem: diskProblem(error, dirname(folder)) };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
