import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lchown, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ProblemError } from '../../shared/problems.ts';
import { sentenceOf } from '../log.ts';
import type { Binaries } from './binaries.ts';
import type { Disguise } from './disguise.ts';
import { readText, syncFolder, writePrivate } from './private-file.ts';

const run = promisify(execFile);

export const superuser = 'lineside';

/**
 * Makes the database files at the first start; they appear under their name only when they are
 * whole, so that a start cut short leaves nothing behind that looks like a database.
 * @returns the folder and the superuser's password.
 */
export async function openCluster(
  data: string,
  { initdb }: Binaries,
  disguise: Disguise,
): Promise<{ folder: string; password: string }> {
  const folder = path.join(data, 'pgdata');
  const passwordFile = path.join(data, 'postgres.password');
  let password = await readText(passwordFile);
  if (existsSync(folder)) {
    if (!password) {
      throw new ProblemError('cloud-start-failed', {
        detail: `${passwordFile} is missing, and the database beside it cannot be opened without it`,
      });
    }
    await giveTo(folder, disguise.owner);
    return { folder, password };
  }
  if (!password) {
    password = randomBytes(24).toString('hex');
    await writePrivate(passwordFile, password);
  }
  for (const name of await readdir(data)) {
    if (name.startsWith('pgdata.draft')) await rm(path.join(data, name), { recursive: true });
  }
  const draft = path.join(data, 'pgdata.draft');
  await mkdir(draft, { mode: 0o700 });
  await giveTo(draft, disguise.owner);
  const [command = '', ...words] = [
    ...disguise.prefix,
    initdb,
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    // The plain C locale exists everywhere and sorts the same for ever, whatever the system updates.
    '--auth=scram-sha-256',
    '--locale=C',
    '--encoding=UTF8',
    '--no-instructions',
  ];
  try {
    await run(command, words, { env: postgresEnvironment(), timeout: 120_000 });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || sentenceOf(error);
    throw new ProblemError('cloud-start-failed', { detail: `initdb: ${said}` });
  }
  await rename(draft, folder);
  await syncFolder(data);
  return { folder, password };
}

/** Nothing of the caller's own PostgreSQL settings (PGPORT, PGOPTIONS ...) may steer ours. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LINESIDE') && name !== 'DATABASE_URL',
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' };
}

async function giveTo(folder: string, owner: number | null): Promise<void> {
  if (owner === null || (await lstat(folder)).uid === owner) return;
  for (const name of await readdir(folder, { recursive: true })) {
    await lchown(path.join(folder, name), owner, owner);
  }
  // The folder itself comes last: its owner says that the rest is done.
  await lchown(folder, owner, owner);
  await chmod(folder, 0o700);
}
