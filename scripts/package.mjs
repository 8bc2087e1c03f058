// `npm run package [-- --runtime DIR] [-- BUILDER ARGUMENTS]`: installers for this platform, into release/.
// `--runtime DIR` names a folder with Electron's runtime, where it cannot be fetched.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { childEnv, ensureInstalled, inRoot, rightNode, root, say } from './lib/ground.mjs';
import { electronBinary, electronReachable } from './lib/host-choice.mjs';
import { writeLinuxScripts } from './lib/linux-scripts.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--runtime');
const runtime = at < 0 ? null : (args.splice(at, 2)[1] ?? null);

if (!ensureInstalled()) process.exit(3);
if (runtime !== null && !existsSync(runtime)) {
  say(`There is no folder ${runtime}.`);
  process.exit(2);
}
if (runtime === null && electronBinary(root) === null && !(await electronReachable(root))) {
  say("Installers contain Electron's runtime, and it can be neither found nor fetched here.");
  say('Run this where its download address is reachable, set ELECTRON_MIRROR, or name a folder');
  say('that has it: npm run package -- --runtime DIR.');
  process.exit(3);
}
run(rightNode(), inRoot('scripts', 'build.mjs'), 'all', '--if-needed');
run(rightNode(), inRoot('scripts', 'sbom.mjs'));
writeLinuxScripts();
const given = runtime === null ? [] : [`-c.electronDist=${runtime}`];
run(inRoot('node_modules', '.bin', 'electron-builder'), '--publish', 'never', ...given, ...args);

function run(command, ...args_) {
  const shell = process.platform === 'win32';
  const done = spawnSync(command, args_, { cwd: root, stdio: 'inherit', env: childEnv(), shell });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
