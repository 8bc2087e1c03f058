// `npm run bench [-- COUNT]`: how long one scan takes from text to durable verdict on this machine.
// One text is sent only after the verdict before it has come, as a person at a line would.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureInstalled, inRoot, rightNode, say } from './lib/ground.mjs';

const count = Number(process.argv[2] ?? 2000);
if (!ensureInstalled() || !Number.isInteger(count) || count < 1) process.exit(2);

const folder = mkdtempSync(join(tmpdir(), 'lineside-bench-'));
const cli = inRoot('main', 'hosts', 'cli.ts');
const env = { ...process.env, LINESIDE_VAULT_PASSPHRASE: 'only for measuring' };
const common = ['--data', folder, '--json'];

try {
  lineside('catalog', 'import', inRoot('resources', 'samples', 'catalog.json'));
  const [group] = lineside('catalog', 'list').filter((entry) => entry.groupId);
  const times = await measure(group.groupId);
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.ceil((times.length - 1) * part)].toFixed(2);
  process.stdout.write(
    `${count} scans: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms from text to durable verdict\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function lineside(...args) {
  const done = spawnSync(rightNode(), [cli, ...args, ...common], { env, encoding: 'utf8' });
  const said = done.stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  if (done.status !== 0) {
    say(`"lineside ${args[0]}" did not work: ${said.at(-1)?.problem?.message ?? done.stderr}`);
    process.exit(1);
  }
  return said;
}

async function measure(groupId) {
  const child = spawn(rightNode(), [cli, 'register', '--group', groupId, ...common], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const verdicts = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const times = [];
  for (let scan = 0; scan < count; scan += 1) {
    const startedAt = performance.now();
    child.stdin.write(`BENCH${String(scan).padStart(8, '0')}\n`);
    await verdicts.next();
    times.push(performance.now() - startedAt);
  }
  child.stdin.end();
  return times;
}
