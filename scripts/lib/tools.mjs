// The programs outside npm that the tests use: a browser, a pretend cable, readers of PDFs and codes.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findCommand, say } from './ground.mjs';

const tools = [
  { any: ['chromium', 'chromium-browser', 'google-chrome'], apt: 'chromium', tests: 'end to end' },
  { any: ['socat'], apt: 'socat', tests: 'scanner' },
  { any: ['zbarimg'], apt: 'zbar-tools', tests: 'label' },
  { any: ['pdftoppm'], apt: 'poppler-utils', tests: 'label' },
  { any: ['qpdf'], apt: 'qpdf', tests: 'label' },
];

const missing = () => tools.filter((tool) => !tool.any.some((name) => findCommand(name)));

/** Installs what is missing where that can be done unasked; otherwise says what will fail. */
export function ensureTools() {
  let absent = missing();
  if (absent.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && findCommand('apt-get')) {
    const packages = absent.map((tool) => tool.apt);
    say(`Installing what the tests use with apt-get: ${packages.join(', ')}.`);
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...packages);
    absent = missing();
  }
  for (const { any, apt: name, tests } of absent) {
    say(`Missing: ${any[0]} (Debian package ${name}). The ${tests} tests will fail without it.`);
  }
}

function apt(...args) {
  const done = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0) say(`"apt-get ${args[0]}" failed; going on with what is here.`);
}
