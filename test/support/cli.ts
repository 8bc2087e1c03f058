import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CloudKeys } from './enos-client.ts';
import type { Json } from './json.ts';
import { until } from './wait.ts';

/** The command line as a script meets it: a child process, lines in, lines out, an exit status. */

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const sampleCatalog = join(root, 'resources/samples/catalog.json');
const node = join(root, 'node_modules/.bin/node');
/** `npm test` builds it into one file, which starts in half the time; by themselves tests start the sources. */
const cliFile = process.env['LINESIDE_TEST_COMMAND'] || join(root, 'main/hosts/cli.ts');

export const passphrase = 'correct horse battery staple';

export type { Json };

export interface RunOptions {
  input?: string | Uint8Array;
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Through npm, as the documentation says it, instead of straight to the file. */
  viaNpm?: boolean;
  /** What it is started by: `strace …`, `bash -c 'ulimit …'`. */
  under?: readonly string[];
  /** A reader that is busy elsewhere for so many ms before it takes the first byte of stdout. */
  readAfter?: number;
  /** A command that hangs is ended after this and fails the test. */
  within?: number;
}

export interface Ended {
  /** null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** Complete lines of stdout, parsed; a line that is no JSON fails at once. */
  json: Json[];
  /** Milliseconds from start to end. */
  took: number;
}

export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';
  #over = false;
  readonly #startedAt = performance.now();

  constructor(args: readonly string[], options: RunOptions = {}) {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      LINESIDE_VAULT_PASSPHRASE: passphrase,
      // Hundreds of short commands compile the same files; it only saves time.
      NODE_COMPILE_CACHE: join(tmpdir(), 'lineside-test-compile-cache'),
      NODE_ENV: undefined,
      VITEST: undefined,
      ...options.env,
    };
    for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
    // Its own process group, so that a SIGKILL takes npm's and our children along.
    const [command, ...rest] = options.viaNpm
      ? ['npm', 'run', '-s', 'lineside', '--', ...args]
      : [...(options.under ?? []), node, cliFile, ...args];
    this.child = spawn(command as string, rest, {
      cwd: options.cwd ?? root,
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const read = (): void => {
      this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        this.#stdout += text;
      });
    };
    read();
    if (options.readAfter) {
      // Held rather than not listened to: what nobody listens to is thrown away when the child ends.
      this.child.stdout?.pause();
      setTimeout(() => this.child.stdout?.resume(), options.readAfter);
    }
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    // A killed command leaves a broken pipe behind; that is the story, not an error.
    this.child.stdin?.on('error', () => {});
    if (options.input !== undefined) this.child.stdin?.end(options.input);
    this.ended = once(this.child, 'close').then(([code, signal]) => {
      this.#over = true;
      return {
        code: code as number | null,
        signal: signal as NodeJS.Signals | null,
        stdout: this.#stdout,
        stderr: this.#stderr,
        json: this.json,
        took: performance.now() - this.#startedAt,
      };
    });
    this.ended.catch(() => {});
  }

  get over(): boolean {
    return this.#over;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Complete lines so far; the rest after the last newline is not a line yet. */
  get lines(): string[] {
    return this.#stdout.split('\n').slice(0, -1);
  }

  get json(): Json[] {
    return this.lines.map((line) => {
      try {
        return JSON.parse(line);
      } catch {
        throw new Error(`not a JSON line on stdout: ${line.slice(0, 300)}\n${this.#stderr}`);
      }
    });
  }

  write(text: string | Uint8Array): void {
    this.child.stdin?.write(text);
  }

  endInput(): void {
    this.child.stdin?.end();
  }

  /** The first line that `match` takes, from those there are and those to come. */
  async line(match: (json: Json) => boolean, what = 'a line', within = 20_000): Promise<Json> {
    return until(
      `${what}\nstdout: ${this.lines.slice(-5).join('\n')}`,
      () => {
        const found = this.json.find(match);
        if (!found && this.#over) {
          throw new Error(`ended before ${what}:\n${this.#stdout.slice(-2000)}\n${this.#stderr}`);
        }
        return found;
      },
      { within },
    );
  }

  async lineCount(count: number, within = 20_000): Promise<Json[]> {
    await until(
      `${count} lines, have ${this.lines.length}`,
      () => this.lines.length >= count || this.#over,
      { within },
    );
    if (this.lines.length < count) {
      throw new Error(`ended with ${this.lines.length} of ${count} lines\n${this.#stderr}`);
    }
    return this.json.slice(0, count);
  }

  signal(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined || this.#over) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // Gone between the look and the kill.
    }
  }

  async kill(): Promise<Ended> {
    this.signal('SIGKILL');
    return this.ended;
  }

  /** Ends it the polite way, and only then the other. */
  async stop(within = 20_000): Promise<Ended> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), within);
    const ended = await this.ended;
    clearTimeout(timer);
    return ended;
  }

  /** Device paths that processes of this group have open. */
  async openFiles(): Promise<string[]> {
    const { readlink } = await import('node:fs/promises');
    const folders = [this.child.pid, ...(await childrenOf(this.child.pid))].map(
      (pid) => `/proc/${pid}/fd`,
    );
    const links = folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
    });
    return (await Promise.all(links)).flat();
  }
}

/** All that were started by a process, and by those in turn. */
export async function childrenOf(pid: number | undefined): Promise<string[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = listed.split(' ').filter((child) => child !== '');
  const further = await Promise.all(children.map((child) => childrenOf(Number(child))));
  return [...children, ...further.flat()];
}

export const start = (args: readonly string[], options?: RunOptions): Running =>
  new Running(args, options);

export async function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const within = options.within ?? 60_000;
  const running = new Running(args, { ...options, input: options.input ?? '' });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    running.signal('SIGKILL');
  }, within);
  const ended = await running.ended;
  clearTimeout(timer);
  if (late) {
    throw new Error(
      `hung for ${within} ms: ${args.join(' ')}\n${ended.stdout.slice(-2000)}\n${ended.stderr.slice(-2000)}`,
    );
  }
  return ended;
}

/** A place of its own, removed at the end whatever happened. */
export async function tempFolder(): Promise<{
  path: string;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'lineside-test-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A station's folder and the commands on it, one after another. */
export class Station {
  readonly data: string;
  readonly #env: Record<string, string | undefined>;

  constructor(data: string, env: Record<string, string | undefined> = {}) {
    this.data = data;
    this.#env = env;
  }

  args(command: readonly string[]): string[] {
    return [...command, '--data', this.data, '--json'];
  }

  run(command: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return run(this.args(command), { ...options, env: { ...this.#env, ...options.env } });
  }

  start(command: readonly string[], options: RunOptions = {}): Running {
    return start(this.args(command), { ...options, env: { ...this.#env, ...options.env } });
  }

  /** For steps that only lead up to the one under test: anything but success stops the story. */
  async must(command: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const ended = await this.run(command, options);
    if (ended.code !== 0) {
      throw new Error(
        `${command.join(' ')} ended with ${ended.code ?? ended.signal}:\n${ended.stdout.slice(-2000)}\n${ended.stderr.slice(-2000)}`,
      );
    }
    return ended;
  }

  importCatalog(file = sampleCatalog): Promise<Ended> {
    return this.must(['catalog', 'import', file]);
  }

  connect(keys: CloudKeys, kind: 'lineside' | 'enos', url = keys.url): Promise<Ended> {
    return this.must(
      ['connect', '--cloud', kind, '--url', url, '--app-key', keys.appKey, '--org', keys.orgId],
      { env: { LINESIDE_APP_SECRET: keys.appSecret } },
    );
  }

  register(texts: readonly string[], more: readonly string[] = []): Promise<Ended> {
    return this.run(['register', '--group', 'INV5K1', ...more], {
      input: texts.map((text) => `${text}\n`).join(''),
    });
  }

  async devices(more: readonly string[] = []): Promise<Json[]> {
    return (await this.must(['devices', ...more])).json;
  }

  async queue(): Promise<Record<string, number>> {
    const { json } = await this.must(['status']);
    return json[0].queue;
  }
}

/** A station with the sample catalog, in a folder of its own. */
export async function freshStation(): Promise<Station & AsyncDisposable> {
  const folder = await tempFolder();
  const station = new Station(join(folder.path, 'station'));
  await station.importCatalog();
  return Object.assign(station, {
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  });
}

/** `lineside cloud`, running; its keys as it printed them. */
export interface RunningCloud extends CloudKeys, AsyncDisposable {
  readonly process: Running;
  /** Ends it the polite way and tells how it ended. */
  stop(): Promise<Ended>;
}

export async function startCloud(
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunningCloud> {
  const running = start(['cloud', '--json', ...args], options);
  try {
    const keys = await running.line((json) => 'appSecret' in json, 'the keys of the cloud', 90_000);
    return {
      url: keys.url,
      appKey: keys.appKey,
      appSecret: keys.appSecret,
      orgId: keys.orgId,
      process: running,
      stop: () => running.stop(),
      [Symbol.asyncDispose]: async () => {
        await running.stop();
      },
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** A cloud with the sample catalog on a folder of its own. */
export async function freshCloud(): Promise<RunningCloud> {
  const folder = await tempFolder();
  try {
    const cloud = await startCloud(['--data', join(folder.path, 'cloud'), '--seed', sampleCatalog]);
    const dispose = cloud[Symbol.asyncDispose];
    return Object.assign(cloud, {
      [Symbol.asyncDispose]: async () => {
        await dispose();
        await folder[Symbol.asyncDispose]();
      },
    });
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
}

/** The problem a command ended with, wherever it was printed. */
export const problemOf = (ended: Ended): { code: string; message: string } | undefined =>
  ended.json.findLast((json) => json?.problem !== undefined)?.problem;

/** Nothing that a user sees may be a stack trace. */
export const looksLikeStackTrace = (text: string): boolean =>
  /^\s+at .+[:(]\d+:\d+\)?$/m.test(text) || /node:internal/.test(text);

export async function filesBelow(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path, bytes: await readFile(path) };
    }),
  );
}
