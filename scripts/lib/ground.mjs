// What every script here needs before anything is installed: plain JavaScript that Node 20 can run.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const inRoot = (...parts) => join(root, ...parts);

/** better-sqlite3 13 ends in a segmentation fault below this, without a word. */
export const neededNode = 24;
export const nodeMajor = Number(process.versions.node.split('.')[0]);

export const say = (text) => process.stderr.write(`${text}\n`);

/** The Node that the project runs on: this one if it is new enough, else the installed one. */
export function rightNode() {
  if (nodeMajor >= neededNode) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = inRoot('node_modules', 'node', 'bin', name);
  return existsSync(installed) ? installed : null;
}

/** The environment for children: tools that say `node` must meet the right one. */
export function childEnv(extra = {}) {
  const path = [inRoot('node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

const stampFile = inRoot('node_modules', '.lineside-installed');
const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');

/** Why `npm ci` has to run, or null. */
export function whyInstall() {
  const marker = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(marker)) return 'nothing is installed yet';
  if (rightNode() === null) return `Node ${neededNode} is not installed`;
  if (existsSync(stampFile)) {
    const same = readFileSync(stampFile, 'utf8') === lockDigest();
    return same ? null : 'package-lock.json has changed';
  }
  const older = statSync(marker).mtimeMs < statSync(inRoot('package-lock.json')).mtimeMs;
  return older ? 'package-lock.json is newer than what is installed' : null;
}

/** Installs what the lockfile says, if it is not there; false when npm failed. */
export function ensureInstalled() {
  const why = whyInstall();
  if (why === null) return true;
  say(`Installing packages with "npm ci": ${why}. This takes a minute or two.`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    // npm's own output belongs to the telling, not to the results on stdout.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_loglevel: 'error' },
  });
  if (done.status !== 0) {
    say('"npm ci" failed: read the lines above, check the network, then start again.');
    return false;
  }
  if (rightNode() === null) {
    say(
      `Packages are installed, but without Node ${neededNode}: install scripts were switched off.`,
    );
    say(`Install Node ${neededNode} by hand, or run "npm rebuild node", then start again.`);
    return false;
  }
  writeFileSync(stampFile, lockDigest());
  return true;
}

/** Where a command is, or null; asked of PATH without starting it. */
export function findCommand(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // not here: the next folder may have it
    }
  }
  return null;
}

/**
 * npm killed outright tells nobody, and what it started would stay behind, unseen, holding the
 * station's folder. Between npm and us may stand a shell that lives on: hence two generations.
 */
export function whenStarterEnds(then) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const starters = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === starters) return;
    clearInterval(watch);
    then();
  }, 100);
  watch.unref();
}

function ancestors() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    // The name in brackets is the only part that may hold a blank or a bracket of its own.
    const [, grandparent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${parent} ${grandparent}`;
  } catch {
    return `${parent}`;
  }
}
