// `npm run release-check [-- --offline] [--today YYYY-MM-DD]`: what must hold before a version leaves: lockfile, licences, Electron's age,
// known holes. Ends with 0, with 1 where something stops it, with 3 where the registry could not be asked for holes
// and nobody said `--offline`. No part of `npm test`: what is true today may be false tomorrow.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judgeAudit } from './lib/audit.mjs';
import { electronAge } from './lib/electron-age.mjs';
import { inRoot, root, say } from './lib/ground.mjs';
import { isShipped, licenceFaults } from './lib/licences.mjs';
import { lockfileFaults } from './lib/lockfile.mjs';

const json = (name) => JSON.parse(readFileSync(inRoot(name), 'utf8'));
const offline = process.argv.includes('--offline');
// Another day than today: to see when Electron has to be raised.
const at = process.argv.lastIndexOf('--today');
const today = at < 0 ? new Date().toISOString().slice(0, 10) : (process.argv[at + 1] ?? '');
if (Number.isNaN(Date.parse(today))) end(2, '--today takes a day, as 2027-01-31.');
const lock = json('package-lock.json');
const own = json('package.json');

const faults = [...lockfileFaults(lock, own), ...licenceFaults(lock), ...electronFaults()];
for (const fault of faults) say(`STOPS ${fault}`);
const audit = judgeAudit(offline ? '' : askedForHoles(), (path) => isShipped(lock, path));
if (offline) say('Known holes were not asked for, as said: this release is not checked for them.');
else for (const line of audit.lines) say(line);

if (faults.length > 0 || audit.verdict === 'holes') end(1, 'This version must not be released.');
if (audit.verdict === 'unknown' && !offline) {
  end(
    3,
    'Ask again where the registry can be reached, or say --offline and answer for it yourself.',
  );
}
end(0, 'Lockfile, licences and Electron are as they must be.');

function electronFaults() {
  const { standing, until, days } = electronAge(own.devDependencies.electron, today);
  if (standing === 'unknown') {
    return ['scripts/lib/electron-age.mjs does not know when this Electron came out: add its day.'];
  }
  if (standing === 'ended') return [`This Electron is mended by nobody since ${until}: raise it.`];
  if (standing === 'ending')
    say(`Electron is mended for ${days} more days, until ${until}: raise it soon.`);
  return [];
}

/**
 * npm's answer about everything, whatever it is: it ends with an error for holes as it does without a network, and
 * what it leaves out as "for development" would be Electron.
 */
function askedForHoles() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Electron is a tool to npm, and left out where NODE_ENV says production.
  const args = ['audit', '--json', '--package-lock-only', '--include=dev'];
  const shell = process.platform === 'win32';
  const done = spawnSync(npm, args, { cwd: root, encoding: 'utf8', timeout: 120_000, shell });
  return done.stdout ?? '';
}

function end(code, text) {
  say(text);
  process.exit(code);
}
