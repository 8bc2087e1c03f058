// `npm run bench -- [NAME] [ROUNDS]`: runs test/bench/NAME.ts, which prints a table. Without a name: all.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { ensureInstalled, inRoot, rightNode, say } from './lib/ground.mjs';

const folder = inRoot('test', 'bench');
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''));
const [name, ...more] = process.argv.slice(2);
if (name !== undefined && !known.includes(name)) {
  say(`There is no benchmark "${name}". There are: ${known.join(', ')}.`);
  process.exit(2);
}
if (!ensureInstalled()) process.exit(2);
for (const each of name === undefined ? known : [name]) {
  say(`${each}:`);
  const { status } = spawnSync(rightNode(), [inRoot('test', 'bench', `${each}.ts`), ...more], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 3);
}
