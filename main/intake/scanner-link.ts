import type { Source, Verdict } from '../../shared/models/read.ts';
import type { PortIdentity, Scanner, ScannerState } from '../../shared/models/scanner.ts';
import { ok, type Problem } from '../../shared/problems.ts';
import { answerFor } from '../../shared/scanners/acknowledgement.ts';
import { takeFrame } from '../../shared/scanners/frame.ts';
import { withoutSecrets } from '../../shared/serial/find-sn.ts';
import type { Timers } from '../timers.ts';
import type { OpenPort, Ports } from '../world.ts';
import { choosePort } from './choose-port.ts';
import { type Dropped, Framer } from './framer.ts';
import { type Connection, keepPort } from './kept-port.ts';

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
  /** A text as it may be shown. */
  cover?(text: string): string;
  /** `answer` tells the scanner what became of its read. */
  onText(text: string, source: Source, answer: Answer): void;
  /** A text that is not what the scanner was set up to send. */
  onMisread(why: Problem, source: Source, answer: Answer): void;
  onDropped(dropped: Dropped, source: Source, answer: Answer): void;
  onChange(): void;
  timers?: Timers | undefined;
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
  /** The connection that did not take an acknowledgement. */
  let stuck: OpenPort | null = null;
  let framer: Framer | null = null;
  let last: { text: string; at: number } | null = null;
  let dropped = 0;

  const { baudRate, dataBits, parity, stopBits } = scanner;
  const kept = keepPort({
    ports,
    path: scanner.path,
    line: { baudRate, dataBits, parity, stopBits },
    choose: async () =>
      scanner.identity
        ? choosePort(scanner, await ports.list(), needs.rivals?.() ?? [])
        : ok(scanner.path),
    connect,
    onChange: () => needs.onChange(),
    timers: needs.timers,
  });

  /**
   * What a scanner has not taken is not followed by more: it would signal old verdicts later. The
   * read counts all the same.
   */
  function answer(verdict: Verdict['verdict']): void {
    const bytes = answerFor(scanner.acknowledgement, verdict);
    const to = kept.port();
    if (bytes === '' || !to || stuck === to) return;
    void to.write(Buffer.from(bytes, 'latin1'), answerWithin).then((taken) => {
      if (kept.port() !== to) return;
      if (!taken.ok) stuck = to;
      kept.report(taken.ok ? null : taken.problem);
    });
  }

  function connect(): Connection {
    const mine = new Framer({
      terminator: scanner.terminator,
      onText(text) {
        const framed = takeFrame(text, scanner);
        const shown = (needs.cover ?? withoutSecrets)(framed.ok ? framed.value : text);
        last = { text: shown.slice(0, 128), at: needs.now() };
        if (framed.ok) needs.onText(framed.value, source, answer);
        else needs.onMisread(framed.problem, source, answer);
        needs.onChange();
      },
      onDropped(what) {
        dropped++;
        // Whoever is gone is told nothing, and who comes after it nothing of that.
        needs.onDropped(what, source, what.reason === 'disconnected' ? () => {} : answer);
        needs.onChange();
      },
      awakeAt: () => kept.port()?.awakeAt?.() ?? Number.POSITIVE_INFINITY,
      // Where each code has to begin in a known way, one that lacks it is refused for that.
      mayBeginInside: scanner.prefix === '' && scanner.aim !== 'on',
      onCertain: () => needs.onChange(),
      timers: needs.timers,
    });
    framer = mine;
    return {
      onData: (bytes) => mine.feed(bytes),
      onOpen: () => mine.opened(),
      onEnd: () => mine.end(),
    };
  }

  return {
    state: () => ({
      ...scanner,
      connected: kept.port() !== null && framer?.inside === false,
      problem: kept.problem(),
      lastText: last?.text ?? null,
      lastAt: last?.at ?? null,
      dropped,
    }),
    close: () => kept.close(),
  };
}
