import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Target } from '../../../shared/models/catalog.ts';
import { type Problem, ProblemError, type Result } from '../../../shared/problems.ts';
import { type App, createApp } from '../../app.ts';
import { defaultFolder, machineWorld } from '../world.ts';

/** 0 done, 1 some were refused, 2 wrong usage, 3 could not run. */
export type Status = 0 | 1 | 2 | 3;
export type Command = (args: string[]) => Promise<Status>;

export const exitStatus = (found: Problem): Status => (found.code === 'usage' ? 2 : 3);

/**
 * One object, one line, written before anything else happens. Straight to the descriptor: Node's own
 * stdout queues what a slow reader does not take, and what is queued is lost when the process ends.
 */
export function print(line: object): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      const { code } = error as { code?: string };
      // Whoever gave us the pipe made it non-blocking, and it is full: wait for its reader.
      if (code === 'EAGAIN') Atomics.wait(pause, 0, 0, 5);
      // Nobody listens any more: what is durable stays so, there is only nobody to tell.
      else process.exit(3);
    }
  }
}
const pause = new Int32Array(new SharedArrayBuffer(4));

/** For people; stdout is for programs. */
export const tell = (line: string): void => {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // A full or closed stderr must not stop the work.
  }
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
export function targetOf(text: string | undefined): Target | null {
  if (text === undefined) return null;
  const found = /^([^/]+)\/([^/]+)$/.exec(text);
  if (!found) misuse(`--allocate-to takes ENV/OU, not "${text}"`);
  return { regionId: found[1] as string, orgId: found[2] as string };
}

export const folderOf = (data: string | undefined): string => resolve(data ?? defaultFolder());

/** Opens the station for one command and closes it whatever happens. */
export async function withStation(
  data: string | undefined,
  work: (app: App) => Promise<Status>,
): Promise<Status> {
  const world = unwrap(machineWorld({ folder: folderOf(data) }));
  const app = unwrap(await createApp(world, { live: false }));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
