import type { Source, Verdict } from '../../shared/models/read.ts';
import type { PortIdentity, Scanner, ScannerState } from '../../shared/models/scanner.ts';
import { fail, type Problem, problem, type Result } from '../../shared/problems.ts';
import { answerFor } from '../../shared/scanners/acknowledgement.ts';
import { takeFrame } from '../../shared/scanners/frame.ts';
import { withoutSecrets } from '../../shared/serial/find-sn.ts';
import type { OpenPort, Ports } from '../world.ts';
import { choosePort } from './choose-port.ts';
import { type Dropped, Framer } from './framer.ts';

/** Between two tries to open a port, in milliseconds: plugged in again, it is back within 3 s. */
const reopenEvery = 500;
/** How long a scanner may take to take an acknowledgement, in milliseconds. */
const answerWithin = 1000;

/** Tells a scanner the verdict on its last read, if it was set up to be told. */
export type Answer = (verdict: Verdict['verdict']) => void;

export interface ScannerLink {
  state(): ScannerState;
  close(): void;
}

export interface ScannerLinkNeeds {
  scanner: Scanner;
  /** What the other scanners of the station are. */
  rivals?(): readonly PortIdentity[];
  ports: Ports;
  now(): number;
  /** `answer` tells the scanner what became of its read. */
  onText(text: string, source: Source, answer: Answer): void;
  /** A text that is not what the scanner was set up to send. */
  onMisread(why: Problem, source: Source): void;
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
  /** The connection that did not take an acknowledgement. */
  let stuck: OpenPort | null = null;
  let closed = false;
  /** There was a connection before: the scanner may be sending while the next one is opened. */
  let reopens = false;
  let why: Problem | null = problem('port-missing', { path: scanner.path });
  let last: { text: string; at: number } | null = null;
  let dropped = 0;

  function report(next: Problem | null): void {
    const same = next?.code === why?.code;
    why = next;
    if (!same) needs.onChange();
  }

  /**
   * What a scanner has not taken is not followed by more: it would signal old verdicts later. The
   * read counts all the same.
   */
  function answer(verdict: Verdict['verdict']): void {
    const bytes = answerFor(scanner.acknowledgement, verdict);
    const to = open;
    if (bytes === '' || !to || stuck === to) return;
    void to.write(Buffer.from(bytes, 'latin1'), answerWithin).then((taken) => {
      if (open !== to) return;
      if (!taken.ok) stuck = to;
      report(taken.ok ? null : taken.problem);
    });
  }

  async function tryOpen(): Promise<void> {
    const mine = new Framer({
      terminator: scanner.terminator,
      onText(text) {
        const framed = takeFrame(text, scanner);
        const shown = withoutSecrets(framed.ok ? framed.value : text);
        last = { text: shown.slice(0, 128), at: needs.now() };
        if (framed.ok) needs.onText(framed.value, source, answer);
        else {
          needs.onMisread(framed.problem, source);
          answer('refused');
        }
        needs.onChange();
      },
      onDropped(what) {
        dropped++;
        needs.onDropped(what, source);
        if (what.reason !== 'disconnected') answer('refused');
        needs.onChange();
      },
      awakeAt: () => open?.awakeAt?.() ?? Number.POSITIVE_INFINITY,
      // Where each code has to begin in a known way, one that lacks it is refused for that.
      mayBeginInside: reopens && scanner.prefix === '' && scanner.aim !== 'on',
      onCertain: () => needs.onChange(),
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
    reopens = true;
    why = null;
    mine.opened();
    needs.onChange();
  }

  /** A path that a driver chokes on is a problem of this scanner, not the end of the station. */
  async function openPort(mine: Framer): Promise<Result<OpenPort>> {
    const { baudRate, dataBits, parity, stopBits } = scanner;
    let { path } = scanner;
    try {
      if (scanner.identity) {
        const chosen = choosePort(scanner, await ports.list(), needs.rivals?.() ?? []);
        if (!chosen.ok) return chosen;
        path = chosen.value;
      }
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
      connected: open !== null && framer?.inside === false,
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
