// `npm run docs`: writes the pages of docs/ that are made of the program's own words.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, inRoot, rightNode } from './lib/ground.mjs';

if (!ensureInstalled()) process.exit(2);
const write = `
import { writeFileSync } from 'node:fs';
const { problemsPage } = await import(process.argv[1]);
writeFileSync(process.argv[2], problemsPage());
`;
const { status } = spawnSync(
  rightNode(),
  [
    '--input-type=module',
    '--eval',
    write,
    '--',
    inRoot('shared', 'problem-help.ts'),
    inRoot('docs', 'problems.md'),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 3);
