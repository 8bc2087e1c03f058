import { fork } from 'node:child_process';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnv } from '../../child-env.ts';
import type { ToPort } from './messages.ts';

/** A port's process as the station sees it, however it was started. */
export interface PortChild {
  readonly pid: number | undefined;
  send(message: ToPort): void;
  /** Ends this process and no other, whatever it is doing. */
  endHard(): void;
  /** False: it does not keep the station's own process alive. */
  holds(yes: boolean): void;
}

/** Starts the code of a port's process. Never throws; what cannot be started has ended. */
export type PortFork = (events: { onMessage(message: unknown): void; onEnd(): void }) => PortChild;

const here = fileURLToPath(import.meta.url);
/** In dist/ it is called .js, as this file is. */
export const portChildFile = join(dirname(here), `child${extname(here)}`);

/** One that hangs does not hear that the station is gone: it is taken along. */
const alive = new Set<() => void>();
process.once('exit', () => {
  for (const endHard of alive) endHard();
});

/** Node's way; `file` is another one in tests only. */
export const forkPort =
  (file: string = portChildFile): PortFork =>
  ({ onMessage, onEnd }) => {
    const child = fork(file, [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
      serialization: 'advanced',
      // The station's secrets are none of a driver's business.
      env: childEnv(),
    });
    const endHard = () => void child.kill('SIGKILL');
    alive.add(endHard);
    const over = () => {
      alive.delete(endHard);
      onEnd();
    };
    child.on('message', onMessage);
    child.once('exit', over);
    child.once('error', over);
    return {
      pid: child.pid,
      send(message) {
        // A process that is ending takes nothing more; its end is told by itself.
        if (child.connected) child.send(message, () => {});
      },
      endHard,
      holds(yes) {
        if (yes) {
          child.ref();
          child.channel?.ref();
        } else {
          child.unref();
          child.channel?.unref();
        }
      },
    };
  };
