// `npm run sim -- [--seeds N] [--seed S] [--steps N] [--trace]`: see docs/simulation.md.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, inRoot, rightNode } from './lib/ground.mjs';

if (!ensureInstalled()) process.exit(2);
const { status } = spawnSync(
  rightNode(),
  [inRoot('test', 'sim', 'run.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 3);
