import { existsSync } from 'node:fs';
import type { PortInfo, PortLine } from '../../../shared/models/scanner.ts';
import { fail, type Result } from '../../../shared/problems.ts';
import type { OpenPort, PortEvents } from '../../world.ts';
import { forkPort, type PortFork } from './fork.ts';
import { PortProcess } from './port-process.ts';

/** A process without a port is kept for the next try for so long, in milliseconds. */
const keptFor = 15_000;

export interface PortProcesses {
  open(path: string, line: PortLine, events: PortEvents): Promise<Result<OpenPort>>;
  list(): Promise<PortInfo[]>;
}

/**
 * A process for each port: one that spins, hangs or crashes takes no other port with it. A process
 * whose port could not be opened is kept for the next try; one that had a port open never has another.
 */
export function createPortProcesses(fork: PortFork = forkPort()): PortProcesses {
  const kept = new Set<PortProcess>();

  function take(): PortProcess {
    for (const each of kept) {
      kept.delete(each);
      if (each.free) return each;
    }
    return new PortProcess(fork);
  }

  function keep(process_: PortProcess): void {
    if (!process_.free) return;
    kept.add(process_);
    setTimeout(() => {
      if (kept.delete(process_)) process_.end();
    }, keptFor).unref();
  }

  return {
    async open(path, line, events) {
      // Asked every half second while a scanner is unplugged: no process is started for that.
      if (process.platform !== 'win32' && !existsSync(path)) return fail('port-missing', { path });
      const taken = take();
      const opened = await taken.open(path, line, events);
      if (!opened.ok) keep(taken);
      return opened;
    },
    async list() {
      const taken = take();
      const items = await taken.list();
      keep(taken);
      return items ?? [];
    },
  };
}
