// The programs outside npm that the tests use: a browser, a pretend cable, readers of PDFs and codes, an
// MQTT broker.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { findCommand, say } from './ground.mjs';

const tools = [
  { any: ['chromium', 'chromium-browser', 'google-chrome'], apt: 'chromium', tests: 'end to end' },
  { any: ['socat'], apt: 'socat', tests: 'scanner' },
  { any: ['zbarimg'], apt: 'zbar-tools', tests: 'label' },
  { any: ['pdftoppm'], apt: 'poppler-utils', tests: 'label' },
  { any: ['qpdf'], apt: 'qpdf', tests: 'label' },
  // Without them the tests of the gate say that they were skipped.
  {
    any: ['mosquitto', '/usr/sbin/mosquitto'],
    apt: 'mosquitto',
    tests: 'MQTT gate',
    skipped: true,
    service: 'mosquitto',
  },
  { any: ['mosquitto_sub'], apt: 'mosquitto-clients', tests: 'MQTT gate', skipped: true },
];

const isThere = (name) => (isAbsolute(name) ? existsSync(name) : findCommand(name) !== null);
const missing = () => tools.filter((tool) => !tool.any.some(isThere));

/** Installs what is missing where that can be done unasked; otherwise says what will fail. */
export function ensureTools() {
  let absent = missing();
  if (absent.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && findCommand('apt-get')) {
    const packages = absent.map((tool) => tool.apt);
    say(`Installing what the tests use with apt-get: ${packages.join(', ')}.`);
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...packages);
    for (const { service } of absent) if (service) disable(service);
    absent = missing();
  }
  for (const { any, apt: name, tests, skipped } of absent) {
    const then = skipped ? 'be skipped' : 'fail';
    say(`Missing: ${any[0]} (Debian package ${name}). The ${tests} tests will ${then} without it.`);
  }
}

function apt(...args) {
  const done = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 'ignore', 2],
    // Offline, systemd starts no service that a package brings: tests start what they need themselves.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_OFFLINE: '1' },
  });
  if (done.status !== 0) say(`"apt-get ${args[0]}" failed; going on with what is here.`);
}

/** A service that came with a package for the tests does not start with the machine either. */
function disable(service) {
  if (!findCommand('systemctl')) return;
  spawnSync('systemctl', ['disable', service], {
    stdio: 'ignore',
    env: { ...process.env, SYSTEMD_OFFLINE: '1' },
  });
}
