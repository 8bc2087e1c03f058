import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../../shared/problems.ts';
import { readText, writePrivate } from '../postgres/private-file.ts';

/**
 * The master key: `LINESIDE_CLOUD_KEY`, else the one kept in the data folder, made at the first
 * start. With a database of somebody else's there is no folder, and a key that only one instance
 * knows would lock the others out: there it must be given.
 * @returns 64 hex digits.
 * @throws ProblemError `cloud-start-failed`.
 */
export async function masterKey(given: string | undefined, data: string | null): Promise<string> {
  if (given !== undefined && given !== '') return checked(given, 'LINESIDE_CLOUD_KEY');
  if (data === null) {
    throw new ProblemError('cloud-start-failed', {
      detail:
        'with --database-url the master key must be in LINESIDE_CLOUD_KEY (64 hex digits, the same for all instances; "openssl rand -hex 32" makes one)',
    });
  }
  const file = path.join(data, 'master.key');
  const kept = await readText(file);
  if (kept !== null) return checked(kept, file);
  if (existsSync(path.join(data, 'pgdata'))) {
    throw new ProblemError('cloud-start-failed', {
      detail: `${file} is missing, and the secrets in the database beside it cannot be opened without it; put it back or give LINESIDE_CLOUD_KEY`,
    });
  }
  const made = randomBytes(32).toString('hex');
  await writePrivate(file, made);
  return made;
}

function checked(key: string, where: string): string {
  if (/^[0-9a-f]{64}$/i.test(key.trim())) return key.trim().toLowerCase();
  throw new ProblemError('cloud-start-failed', { detail: `${where} is not 64 hex digits` });
}
