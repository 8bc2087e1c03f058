import type { PortLine } from '../../shared/models/scanner.ts';
import { fail, type Problem, problem, type Result } from '../../shared/problems.ts';
import { processTimers, type Timers } from '../timers.ts';
import type { OpenPort, Ports, Timer } from '../world.ts';

/** Between two tries to open a port, in milliseconds: plugged in again, it is back within 3 s. */
const reopenEvery = 500;

/** What belongs to one connection and is thrown away with it. */
export interface Connection {
  onData(bytes: Uint8Array): void;
  /** It is open; bytes may have come before. */
  onOpen?(port: OpenPort): void;
  /** Exactly once, whatever ended it, also where it never opened. */
  onEnd(): void;
}

export interface KeptPort {
  /** Null while it is not open. */
  port(): OpenPort | null;
  /** What is wrong with it; null when nothing is. */
  problem(): Problem | null;
  report(problem: Problem | null): void;
  close(): void;
}

export interface KeptPortNeeds {
  ports: Ports;
  path: string;
  line: PortLine;
  /** Where it is now. */
  choose(): Result<string> | Promise<Result<string>>;
  connect(): Connection;
  onChange(): void;
  timers?: Timers | undefined;
}

/** Keeps a port open: opens it, and opens it again whenever it went away, each time as a new connection. */
export function keepPort(needs: KeptPortNeeds): KeptPort {
  const { timers = processTimers } = needs;
  let open: OpenPort | null = null;
  let current: Connection | null = null;
  let timer: Timer | null = null;
  let closed = false;
  let why: Problem | null = problem('port-missing', { path: needs.path });

  function report(next: Problem | null): void {
    const same = next?.code === why?.code;
    why = next;
    if (!same) needs.onChange();
  }

  async function tryOpen(): Promise<void> {
    const mine = needs.connect();
    current = mine;
    const opened = await openPort(mine);
    if (!opened.ok) {
      if (current === mine) {
        current = null;
        mine.onEnd();
      }
      report(opened.problem);
      again();
      return;
    }
    if (closed || current !== mine) {
      opened.value.close();
      return;
    }
    open = opened.value;
    why = null;
    mine.onOpen?.(open);
    needs.onChange();
  }

  /** A path that a driver chokes on is a problem of this port, not the end of the station. */
  async function openPort(mine: Connection): Promise<Result<OpenPort>> {
    let { path } = needs;
    try {
      const chosen = await needs.choose();
      if (!chosen.ok) return chosen;
      path = chosen.value;
      return await needs.ports.open(path, needs.line, {
        onData: (bytes) => mine.onData(bytes),
        onClose(reason) {
          if (current !== mine) return;
          open = null;
          current = null;
          mine.onEnd();
          report(
            reason.unplugged
              ? problem('port-unplugged', { path })
              : problem('port-failed', { path, detail: reason.detail }),
          );
          again();
        },
      });
    } catch (error) {
      return fail('port-failed', { path, detail: (error as Error).message });
    }
  }

  function again(): void {
    if (closed) return;
    timer = timers.after(reopenEvery, () => void tryOpen());
  }

  void tryOpen();
  return {
    port: () => open,
    problem: () => why,
    report,
    close() {
      closed = true;
      timer?.cancel();
      const was = open;
      const mine = current;
      open = null;
      current = null;
      mine?.onEnd();
      was?.close();
    },
  };
}
