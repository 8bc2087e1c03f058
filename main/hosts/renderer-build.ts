import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { childEnv } from '../child-env.ts';
import { projectRoot, rendererFolder } from './places.ts';

type Log = (line: string) => void;

/** What the page is made of: newer than the built page means the page is old. */
const sources = [
  'renderer',
  'shared',
  'resources/languages',
  'vite.config.ts',
  'package-lock.json',
];

/** Latest change of a file or of anything in a folder, epoch milliseconds; 0 when it is not there. */
export function newestIn(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newestIn(join(path, name)));
  return Math.max(0, ...inside);
}

export function rendererIsFresh(root: string): boolean {
  const built = newestIn(join(root, 'dist', 'renderer', 'index.html'));
  if (built === 0) return false;
  return sources.every((source) => newestIn(join(root, source)) <= built);
}

/**
 * Builds the page beside the old one and then changes places, so that whoever is being served, or
 * builds at the same time, never meets half a page.
 */
export async function buildRenderer(root: string, log: Log): Promise<Result<void>> {
  const target = join(root, 'dist', 'renderer');
  const fresh = `${target}.new-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  log('Building the page (once; a few seconds).');
  try {
    const code = await runNode([vite, 'build', '--outDir', fresh, '--emptyOutDir'], root, log);
    if (code !== 0 || !existsSync(join(fresh, 'index.html'))) {
      return fail('internal', { where: 'building the page' });
    }
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    return ok(undefined);
  } catch (error) {
    log(`The page could not be built: ${(error as Error).message}`);
    return fail('internal', { where: 'building the page' });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

function runNode(args: string[], cwd: string, log: Log): Promise<number | null> {
  return new Promise((resolve) => {
    const env = { ...childEnv(), NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const told: string[] = [];
    const keep = (chunk: Buffer) => told.push(chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', () => resolve(null));
    child.on('close', (code) => {
      // Only a failure is worth its lines: a build that works has nothing to tell.
      if (code !== 0) log(told.join('').trimEnd());
      resolve(code);
    });
  });
}

/** The folder of a page that is up to date, built if it has to be; an old page beats none. */
export async function ensureRenderer(log: Log): Promise<Result<string>> {
  const folder = rendererFolder();
  const packaged = !existsSync(join(projectRoot(), 'renderer'));
  if (packaged || rendererIsFresh(projectRoot())) return ok(folder);
  const built = await buildRenderer(projectRoot(), log);
  if (built.ok) return ok(folder);
  if (!existsSync(join(folder, 'index.html'))) return built;
  log('The page could not be built anew; the last one that could is shown.');
  return ok(folder);
}
