import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ProblemError } from '../../shared/problems.ts';
import type { Closers } from '../closers.ts';
import { log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { openCluster, postgresEnvironment, superuser } from './cluster.ts';
import { findDisguise } from './disguise.ts';
import { stopOrphan } from './orphan.ts';

/**
 * Starts our own PostgreSQL on a data folder: 127.0.0.1 only, a free port, a random password, no
 * Unix socket (their paths have a limit of about 100 bytes). It is started again when it dies, and
 * ends with `closers`, or with this process where the kernel can see to that.
 * @param home a data folder that this process has locked.
 * @returns its connection address.
 */
export async function startPostgres(home: string, closers: Closers): Promise<string> {
  const binaries = await findBinaries();
  const disguise = await findDisguise(binaries.postgres);
  const { folder, password } = await openCluster(home, binaries, disguise);
  await stopOrphan(folder);

  const launch = (port: number): ChildProcess => {
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '100',
      jit: 'off',
      log_min_messages: 'warning',
      // Statements and values stay out of the log.
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
      log_line_prefix: '',
      log_checkpoints: 'off',
    };
    const [command = '', ...words] = [
      ...disguise.prefix,
      binaries.postgres,
      '-D',
      folder,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    // A session of its own: Ctrl-C in a terminal must reach us alone, so that requests end first.
    const child = spawn(command, words, {
      detached: true,
      env: postgresEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.on('error', () => undefined);
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => said(line));
    return child;
  };
  let lastLine = '';
  const said = (line: string): void => {
    if (/FATAL|PANIC|ERROR/.test(line)) lastLine = line.replace(/^.*?(FATAL|PANIC|ERROR): */, '');
    log('info', 'postgres', { line });
  };

  let closing = false;
  let child: ChildProcess | undefined;
  // For ends without notice, where the kernel does not tell PostgreSQL that its parent died.
  const lastWord = (): void => void child?.kill('SIGINT');
  process.once('exit', lastWord);
  closers.add(async () => {
    closing = true;
    if (child) await stop(child);
    process.off('exit', lastWord);
  });
  for (let attempt = 1; attempt <= 5; attempt++) {
    const port = await freePort();
    child = launch(port);
    const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
    if (await answers(url, child)) {
      watch(child, port);
      return url;
    }
    await stop(child);
  }
  throw new ProblemError('cloud-start-failed', {
    detail: `PostgreSQL did not start: ${lastLine || 'it said nothing'}`,
  });

  function watch(started: ChildProcess, port: number, pause = 500): void {
    const since = Date.now();
    started.once('exit', async (code) => {
      if (closing) return;
      log('error', 'PostgreSQL ended and is started again', { code: code ?? -1 });
      await sleep(pause);
      if (closing) return;
      child = launch(port);
      watch(child, port, Date.now() - since > 60_000 ? 500 : Math.min(pause * 2, 30_000));
    });
  }
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (let end = Date.now() + 60_000; Date.now() < end && isRunning(child); await sleep(40)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return isRunning(child);
    } catch (error) {
      // "The database system is starting up": recovery after a crash takes the time it takes.
      if ((error as { code?: string }).code === '57P03') end = Date.now() + 60_000;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** Fast shutdown, and immediate shutdown (which is safe: it recovers) if that takes too long. */
async function stop(child: ChildProcess): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 2000],
  ] as const) {
    if (!isRunning(child)) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await Promise.race([exited, sleep(patience, undefined, { ref: false })]);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
