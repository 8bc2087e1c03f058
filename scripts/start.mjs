// `npm start`: from a fresh clone to an open station, saying each step in a line.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  childEnv,
  ensureInstalled,
  findCommand,
  inRoot,
  rightNode,
  root,
  say,
  whenStarterEnds,
} from './lib/ground.mjs';
import { electronBinary, electronReachable, whyNoElectron } from './lib/host-choice.mjs';

const downloadMs = 300_000;

const args = process.argv.slice(2);
const asked = args.includes('--browser') ? 'browser' : process.env.LINESIDE_HOST;
const passed = args.filter((arg) => arg !== '--browser');

if (!ensureInstalled()) process.exit(3);
const node = rightNode();
let stopping = false;

const binary = await decide();
if (binary === null || !build('all')) {
  if (!build('renderer') && !existsSync(inRoot('dist', 'renderer', 'index.html'))) process.exit(3);
  run(node, [inRoot('main', 'hosts', 'cli.ts'), 'serve', ...passed], announce);
} else {
  say('Opening Lineside in Electron.');
  run(binary, [root, ...passed]);
}

/** The Electron binary to start, or null for the browser; says why in one line. */
async function decide() {
  const why = whyNoElectron({
    platform: process.platform,
    env: process.env,
    uid: process.getuid?.(),
    asked,
  });
  if (why !== null) return browserBecause(why);
  const here = electronBinary(root);
  if (here !== null) return here;
  if (!(await electronReachable(root))) {
    return browserBecause('its runtime is not installed and cannot be fetched from here');
  }
  say('Fetching the Electron runtime once (about 110 MB); "npm start -- --browser" does without.');
  const fetched = spawnSync(node, [inRoot('node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 2, 'ignore'],
    timeout: downloadMs,
    killSignal: 'SIGKILL',
  });
  const got = fetched.status === 0 ? electronBinary(root) : null;
  return got ?? browserBecause('its runtime could not be fetched');
}

function browserBecause(why) {
  say(`Opening Lineside in the browser, not in Electron: ${why}.`);
  return null;
}

function build(what) {
  const done = spawnSync(node, [inRoot('scripts', 'build.mjs'), what, '--if-needed'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: childEnv(),
  });
  return done.status === 0;
}

/** Runs the host until it ends; this process then ends the same way. */
function run(command, commandArgs, onLine) {
  const child = spawn(command, commandArgs, {
    stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'],
    env: childEnv(),
  });
  child.on('error', (error) => {
    say(`The station could not be started: ${error.message}.`);
    process.exit(3);
  });
  if (onLine) createInterface({ input: child.stdout }).on('line', onLine);
  forwardSignals(child);
  child.on('exit', (code, signal) => process.exit(signal ? (stopping ? 0 : 1) : (code ?? 1)));
}

function forwardSignals(child) {
  const stop = (signal) => {
    if (stopping) return;
    stopping = true;
    // A terminal gives Ctrl-C to the whole group: sent again, the station would take it for impatience.
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  whenStarterEnds(() => stop('SIGTERM'));
}

function announce(line) {
  const url = readUrl(line);
  if (url === null) {
    process.stdout.write(`${line}\n`);
    return;
  }
  process.stdout.write(`Lineside is open at ${url}\n`);
  say('Keep this address to yourself: it carries the key. Ctrl-C ends the station.');
  openBrowser(url);
}

function readUrl(line) {
  try {
    const { url } = JSON.parse(line);
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

function openBrowser(url) {
  const opener = {
    darwin: ['open', url],
    win32: ['cmd', '/c', 'start', '""', url],
  }[process.platform];
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!opener && (!display || !findCommand('xdg-open'))) return;
  const [command, ...rest] = opener ?? ['xdg-open', url];
  spawn(command, rest, { stdio: 'ignore', detached: true })
    .on('error', () => say('Open the address in a browser yourself: none could be started.'))
    .unref();
}
