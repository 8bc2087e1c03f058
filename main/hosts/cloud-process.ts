import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { problemSchema } from '../../shared/models/problem.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { childEnv } from '../child-env.ts';
import { codeFile } from './places.ts';

/** What the cloud says of itself once it is ready. */
const readySchema = z.object({
  url: z.string(),
  /** Where devices log in; missing without a gate. */
  mqttUrl: z.string().optional(),
  appKey: z.string(),
  appSecret: z.string(),
  orgId: z.string(),
});
export type CloudReady = z.infer<typeof readySchema>;

export interface CloudProcess {
  ready: CloudReady;
  /** Resolves with the exit status when it has ended, for whatever reason. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

/** A process of ours as its starter sees it, however it was started. */
export interface Child {
  stdout: NodeJS.ReadableStream;
  ended: Promise<number>;
  /** Asks it to end. */
  end(): void;
  endHard(): void;
}

/**
 * Starts a file of ours as a process that dies with this one. Node forks; an installed Electron app
 * cannot (its runAsNode fuse is off) and brings its own way.
 */
export type Fork = (file: string, args: readonly string[]) => Child;

const forkNode: Fork = (file, args) => {
  const child = fork(file, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: [],
    // The station's own secrets are none of the cloud's business.
    env: childEnv(['LINESIDE_CLOUD_KEY', 'DATABASE_URL']),
  });
  return {
    stdout: child.stdout as NodeJS.ReadableStream,
    ended: new Promise<number>((resolve) => {
      child.once('exit', (code) => resolve(code ?? 1));
      child.once('error', () => resolve(3));
    }),
    end: () => void child.kill('SIGTERM'),
    endHard: () => void child.kill('SIGKILL'),
  };
};

/** How long the cloud may take to get ready (its first PostgreSQL is made in that time), in ms. */
const startTimeout = 60_000;
/** How long it may take to end cleanly before it is ended hard, in milliseconds. */
const stopTimeout = 15_000;

/**
 * Starts what lives in `cloud/`, as a process of its own, and waits until it is ready. The channel to
 * it closes when this process dies, however it dies, and the cloud then ends by itself.
 */
export function startCloudProcess(
  args: readonly string[],
  forkProcess: Fork = forkNode,
): Promise<Result<CloudProcess>> {
  const child = forkProcess(codeFile('cloud/main.ts'), args);
  let over = false;
  const ended = child.ended.then((code) => {
    over = true;
    return code;
  });
  const stop = async () => {
    if (!over) child.end();
    const timer = setTimeout(() => child.endHard(), stopTimeout);
    await ended;
    clearTimeout(timer);
  };
  return new Promise((resolve) => {
    let settled = false;
    const settle = (result: Result<CloudProcess>) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      if (!result.ok) void stop();
      resolve(result);
    };
    const timer = setTimeout(
      () => settle(fail('cloud-start-failed', { detail: 'it did not get ready in time' })),
      startTimeout,
    );
    createInterface({ input: child.stdout }).once('line', (line) => {
      const said = parse(line);
      const ready = readySchema.safeParse(said);
      if (ready.success) return settle(ok({ ready: ready.data, ended, stop }));
      const refused = z.object({ problem: problemSchema }).safeParse(said);
      if (refused.success) return settle({ ok: false, problem: refused.data.problem });
      settle(fail('cloud-start-failed', { detail: line.slice(0, 200) }));
    });
    void ended.then((code) =>
      settle(fail('cloud-start-failed', { detail: `it ended with status ${code}` })),
    );
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
