// `npm run package`: installers for this platform, into release/.
import { spawnSync } from 'node:child_process';
import { childEnv, ensureInstalled, inRoot, rightNode, root, say } from './lib/ground.mjs';
import { electronBinary, electronReachable } from './lib/host-choice.mjs';

if (!ensureInstalled()) process.exit(3);
if (electronBinary(root) === null && !(await electronReachable(root))) {
  say("Installers contain Electron's runtime, and it can be neither found nor fetched here.");
  say('Run this where its download address is reachable, or set ELECTRON_MIRROR.');
  process.exit(3);
}
run(rightNode(), inRoot('scripts', 'build.mjs'), 'all');
run(inRoot('node_modules', '.bin', 'electron-builder'), ...process.argv.slice(2));

function run(command, ...args) {
  const shell = process.platform === 'win32';
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: childEnv(), shell });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
