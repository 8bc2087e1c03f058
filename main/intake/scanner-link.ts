import type { Source } from '../../shared/models/read.ts';
import type { Scanner, ScannerState } from '../../shared/models/scanner.ts';
import { fail, type Problem, problem, type Result } from '../../shared/problems.ts';
import type { OpenPort, Ports } from '../world.ts';
import { type Dropped, Framer } from './framer.ts';

/** Between two tries to open a port, in milliseconds: plugged in again, it is back within 3 s. */
const reopenEvery = 500;

export interface ScannerLink {
  state(): ScannerState;
  close(): void;
}

export interface ScannerLinkNeeds {
  scanner: Scanner;
  ports: Ports;
  now(): number;
  onText(text: string, source: Source): void;
  onDropped(dropped: Dropped, source: Source): void;
  onChange(): void;
}

/**
 * Keeps one scanner open: opens it, opens it again whenever it went away, and cuts its bytes with a
 * framer of that connection's own.
 */
export function createScannerLink(needs: ScannerLinkNeeds): ScannerLink {
  const { scanner, ports } = needs;
  const source: Source = {
    kind: scanner.path.startsWith('tcp://') ? 'network' : 'serial',
    name: scanner.path,
  };
  let open: OpenPort | null = null;
  let framer: Framer | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let why: Problem | null = problem('port-missing', { path: scanner.path });
  let last: { text: string; at: number } | null = null;
  let dropped = 0;

  function report(next: Problem | null): void {
    const same = next?.code === why?.code;
    why = next;
    if (!same) needs.onChange();
  }

  async function tryOpen(): Promise<void> {
    const mine = new Framer({
      terminator: scanner.terminator,
      onText(text) {
        last = { text: text.slice(0, 128), at: needs.now() };
        needs.onText(text, source);
        needs.onChange();
      },
      onDropped(what) {
        dropped++;
        needs.onDropped(what, source);
        needs.onChange();
      },
      awakeAt: () => open?.awakeAt?.() ?? Number.POSITIVE_INFINITY,
    });
    framer = mine;
    const opened = await openPort(mine);
    if (!opened.ok) {
      framer = null;
      report(opened.problem);
      again();
      return;
    }
    if (closed || framer !== mine) {
      opened.value.close();
      return;
    }
    open = opened.value;
    why = null;
    needs.onChange();
  }

  /** A path that a driver chokes on is a problem of this scanner, not the end of the station. */
  async function openPort(mine: Framer): Promise<Result<OpenPort>> {
    const { path, baudRate, dataBits, parity, stopBits } = scanner;
    try {
      return await ports.open(
        path,
        { baudRate, dataBits, parity, stopBits },
        {
          onData: (bytes) => mine.feed(bytes),
          onClose(reason) {
            mine.end();
            if (framer !== mine) return;
            open = null;
            framer = null;
            report(
              reason.unplugged
                ? problem('port-unplugged', { path })
                : problem('port-failed', { path, detail: reason.detail }),
            );
            again();
          },
        },
      );
    } catch (error) {
      return fail('port-failed', { path, detail: (error as Error).message });
    }
  }

  function again(): void {
    if (closed) return;
    timer = setTimeout(() => void tryOpen(), reopenEvery);
  }

  void tryOpen();
  return {
    state: () => ({
      ...scanner,
      connected: open !== null,
      problem: why,
      lastText: last?.text ?? null,
      lastAt: last?.at ?? null,
      dropped,
    }),
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
      const was = open;
      open = null;
      framer?.end();
      framer = null;
      was?.close();
    },
  };
}
