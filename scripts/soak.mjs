// `npm run soak -- [--minutes M] [--rate N] [--seed S]`: see test/soak/README.md.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, inRoot, rightNode } from './lib/ground.mjs';

if (!ensureInstalled()) process.exit(2);
const { status } = spawnSync(
  rightNode(),
  [inRoot('test', 'soak', 'run.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 3);
