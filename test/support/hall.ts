import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Json } from './json.ts';

/** What a station answered, or that the lights went out before it did: then nobody knows. */
export type HallReply =
  | { ok: true; value: Json }
  | { ok: false; problem: { code: string; message?: string; params?: Json } };

const dark: HallReply = { ok: false, problem: { code: 'hall-dark' } };

/** Many whole stations in one process, through their public calls; SIGKILL is a power cut for all. */
export class Hall {
  readonly #folders: readonly string[];
  #child: ChildProcess | null = null;
  #lit: Promise<void> = Promise.resolve();
  #asked = 0;
  readonly #waiting = new Map<number, (reply: HallReply) => void>();

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** Starts the process and opens all its stations; whoever asks meanwhile waits. */
  start(): Promise<void> {
    this.#lit = this.#start();
    return this.#lit;
  }

  async #start(): Promise<void> {
    const file = fileURLToPath(new URL('./hall-process.ts', import.meta.url));
    const child = fork(file, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, VITEST: undefined, NODE_ENV: undefined },
    });
    this.#child = child;
    child.on('message', ({ id, reply }: { id: number; reply: HallReply }) => {
      this.#waiting.get(id)?.(reply);
      this.#waiting.delete(id);
    });
    child.on('exit', () => {
      for (const settle of this.#waiting.values()) settle(dark);
      this.#waiting.clear();
    });
    await once(child, 'message');
    for (const folder of this.#folders) {
      const opened = await this.#send(folder, 'open', {}, 'admin');
      if (!opened.ok) throw new Error(`${folder} did not open: ${JSON.stringify(opened.problem)}`);
    }
  }

  #send(folder: string, name: string, input: Json, role: string): Promise<HallReply> {
    const id = (this.#asked += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child?.send({ id, folder, name, input, role }, (error) => {
        if (error && this.#waiting.delete(id)) resolve(dark);
      });
    });
  }

  /** A call of the contract on one station. */
  async ask(folder: string, name: string, input: Json = {}, role = 'admin'): Promise<HallReply> {
    await this.#lit;
    return this.#send(folder, name, input, role);
  }

  /** The power goes, in the middle of whatever is being written, and comes back. */
  async powerCut(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    this.#lit = gone.then(() => this.#start());
    await this.#lit;
  }

  /** Closes every station as it should be. */
  async close(): Promise<void> {
    for (const folder of this.#folders) await this.ask(folder, 'close');
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
