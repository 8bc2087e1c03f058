// `npm test [-- PART...]`: installs what it needs, runs every check even if one fails, and ends with
// one line: `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLine } from './lib/counts.mjs';
import {
  childEnv,
  ensureInstalled,
  neededNode,
  nodeMajor,
  rightNode,
  root,
  say,
} from './lib/ground.mjs';

const parts = process.argv.slice(2);

if (!ensureInstalled()) end({ passed: 0, failed: 1, skipped: 0 });
if (nodeMajor < neededNode) {
  const again = spawnSync(rightNode(), [process.argv[1], ...parts], { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}

const { stages } = await import('./lib/stages.mjs');
const { ensureTools } = await import('./lib/tools.mjs');

const reports = mkdtempSync(join(tmpdir(), 'lineside-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
const all = stages(reports);
const known = [...new Set(all.map((stage) => stage.part))];
const strange = parts.find((part) => !known.includes(part));
if (strange !== undefined) {
  say(`There is no part "${strange}". There are: ${known.join(', ')}.`);
  process.exit(2);
}
const wanted = all.filter((stage) => parts.length === 0 || parts.includes(stage.part));
const env = {};
if (wanted.some((stage) => ['unit', 'e2e'].includes(stage.part))) {
  ensureTools();
  env.LINESIDE_TEST_COMMAND = await builtCommand();
}

const results = [];
for (const stage of wanted) {
  say(`\n== ${stage.name}`);
  const startedAt = performance.now();
  const exitCode = await run(stage);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  results.push({ stage: stage.name, ...stage.count(exitCode), seconds });
}

process.stdout.write('\n');
for (const { stage, passed, failed, skipped, seconds, failures = [] } of results) {
  const mark = failed === 0 ? 'ok  ' : 'FAIL';
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(
    `${mark} ${stage.padEnd(16)} ${seconds.padStart(6)} s  ${passed} passed, ${failed} failed${skips}\n`,
  );
  for (const failure of failures) process.stdout.write(`       ${failure}\n`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
end({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') });

/** Where it cannot be built, the tests start the sources, as they do without `npm test`. */
async function builtCommand() {
  try {
    const { commandInOneFile } = await import('./lib/one-file.mjs');
    return await commandInOneFile();
  } catch (error) {
    say(`The command line could not be built into one file: ${error.message}`);
    return '';
  }
}

function run({ command, args, env: own }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      // Nothing here asks questions; an inherited stdin that is closed would look like an answer.
      stdio: ['ignore', 'inherit', 'inherit'],
      env: childEnv({ FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env, ...own }),
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function end(total) {
  process.stdout.write(`\n${lastLine(total)}\n`);
  process.exit(total.failed === 0 ? 0 : 1);
}
