import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Target } from '../../../shared/models/catalog.ts';
import { type Problem, ProblemError, type Result } from '../../../shared/problems.ts';
import { type App, createApp } from '../../app.ts';
import { defaultFolder, machineWorld } from '../world.ts';
import { by } from './person.ts';

/** 0 done, 1 some were refused, 2 wrong usage, 3 could not run. */
export type Status = 0 | 1 | 2 | 3;
export type Command = (args: string[]) => Promise<Status>;

export const exitStatus = (found: Problem): Status => (found.code === 'usage' ? 2 : 3);

/** What kept a command from being judged at all: disk, cloud, secrets, ourselves. */
const couldNotRun =
  /^(?:disk|store|journal|folder|file|vault|secret|cloud-(?:not|un|key|answer|busy|tls)|database|timeout|internal)/;

/** Of a decision that was judged: 1 when it was refused; what does not fit the call is wrong usage. */
export function refusalStatus(found: Problem): Status {
  if (found.code === 'bad-input') return 2;
  return couldNotRun.test(found.code) ? exitStatus(found) : 1;
}

/** One object, one line, handed to the system at once; a slow reader is waited for by `taken`. */
export function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * Resolves when the reader of stdout has room again (`all`: has everything). The event loop goes on
 * meanwhile, so that signals are heard while nobody reads.
 */
export function taken(all = false): Promise<void> {
  const { stdout } = process;
  if (!all && !stdout.writableNeedDrain) return Promise.resolve();
  return new Promise((room) => {
    if (all) stdout.write('', () => room());
    else stdout.once('drain', room);
  });
}

/** For people; stdout is for programs. */
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

export const common = {
  data: { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** Reads the arguments of a command; anything unknown is wrong usage. */
export function options<T extends ParseArgsOptionsConfig>(
  args: string[],
  config: T,
  allowPositionals = false,
) {
  return parseArgs({
    args,
    options: { ...common, ...config },
    allowPositionals,
    strict: true,
  });
}

export function misuse(detail: string): never {
  throw new ProblemError('usage', { detail });
}

/** The value, or the problem up to where the command line ends with it. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw Object.assign(new ProblemError('internal'), { problem: result.problem });
}

export function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) misuse(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

/** A TCP port: 0 lets the system choose. */
export function portNumber(text: string | undefined): number | undefined {
  const port = wholeNumber(text, 'port');
  if (port !== undefined && port > 65_535) misuse('--port takes 0 to 65535');
  return port;
}

/** `regionId/orgId` */
export function targetOf(text: string | undefined, option = '--allocate-to'): Target | null {
  if (text === undefined) return null;
  const found = /^([^/]+)\/([^/]+)$/.exec(text);
  if (!found) misuse(`${option} takes ENV/OU, not "${text}"`);
  return { regionId: found[1] as string, orgId: found[2] as string };
}

export function folderOf(data: string | undefined): string {
  // An unset shell variable must not make a station wherever the command happens to run.
  if (data === '') misuse('--data takes a folder');
  return resolve(data ?? defaultFolder());
}

/** Opens the station for one command and closes it whatever happens. */
export async function withStation(
  data: string | undefined,
  work: (app: App) => Promise<Status>,
): Promise<Status> {
  const world = unwrap(machineWorld({ folder: folderOf(data) }));
  const app = unwrap(await createApp(world, { live: false, by }));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
