import { type Problem, problem } from '../../../shared/problems.ts';
import type { PrinterDriver, PrinterLanguage, PrinterStatus, SendReport } from '../driver.ts';
import { type Link, openLink, Stalled } from './link.ts';
import { PiecesFailed, tagged, unfit } from './pieces.ts';
import { type Said, tspl, zebra } from './tongue.ts';

/** Milliseconds. */
export interface RawTimes {
  connectMs: number;
  /** For the first answer: after it the printer counts as one that says nothing of itself. */
  answerMs: number;
  /** Without a byte taken or a label printed, before it is given up. */
  stallMs: number;
  /** Between two looks at a printer that works off what it has. */
  pollMs: number;
}
const usual: RawTimes = { connectMs: 4000, answerMs: 1500, stallMs: 30_000, pollMs: 250 };

/**
 * Labels on their way without a receipt. An answer to a status question that was sent after a label proves that
 * the label has arrived; so much at most is unknown when the connection breaks.
 */
const window = 4;

/** Raw bytes to port 9100. `language` is `zpl` or `tspl`: what the printer is asked in, too. */
export function createRawDriver(
  language: Exclude<PrinterLanguage, 'pdf'>,
  at: { host: string; port: number },
  times: RawTimes = usual,
): PrinterDriver {
  const where = `${at.host}:${at.port}`;
  const tongue = language === 'zpl' ? zebra : tspl;
  const open = () => openLink(at, times);
  const unreachable = (error: unknown) => {
    const detail = reasonOf(error);
    // Somebody is there, and hangs up: most printers do so while they serve another station.
    const code = detail === 'ECONNRESET' ? 'printer-refused' : 'printer-unreachable';
    return problem(code, { where, detail });
  };

  async function send(...[job, signal]: Parameters<PrinterDriver['send']>): Promise<SendReport> {
    const wrong = unfit(job, language);
    if (wrong) return wrong;
    let link: Link;
    try {
      link = await open();
    } catch (error) {
      return { taken: 0, begun: 0, problem: unreachable(error) };
    }
    const report: SendReport = { taken: 0, begun: 0, printed: null, problem: null };
    try {
      report.problem = await deliver(link, job.pieces, signal, report);
    } catch (error) {
      report.problem = brokenOff(error, report);
    } finally {
      link.destroy();
    }
    return report;
  }

  /** Keeps `report` true at each step, so that it is so when something throws; answers what stopped it. */
  async function deliver(
    link: Link,
    pieces: Parameters<PrinterDriver['send']>[0]['pieces'],
    signal: AbortSignal,
    report: SendReport,
  ): Promise<Problem | null> {
    const first = await tongue.status(link, times.answerMs);
    if (blocks(first)) return first?.problem ?? null;
    const before = first ? await tongue.odometer(link, times.answerMs) : null;
    for await (const piece of tagged(pieces)) {
      if (signal.aborted) break;
      report.begun++;
      await link.write(piece);
      if (!first || report.begun - report.taken < window) continue;
      const said = await receipt(link, report);
      if (blocks(said)) return said.problem;
    }
    if (first) {
      const last = await printedOut(link, await receipt(link, report), signal);
      if (before !== null) {
        const after = await tongue.odometer(link, times.answerMs);
        report.printed = after === null ? null : after - before;
      }
      if (blocks(last)) return last.problem;
    } else if (await link.finish(times.answerMs)) {
      report.taken = report.begun;
    }
    if (signal.aborted) return problem('printer-stopped');
    const { printed = null, begun } = report;
    const differs = printed !== null && printed !== begun;
    return differs ? problem('printer-count-differs', { sent: begun, counted: printed }) : null;
  }

  async function receipt(link: Link, report: SendReport): Promise<Said> {
    const said = await tongue.status(link, times.stallMs);
    if (!said) throw new Stalled();
    report.taken = report.begun;
    return said;
  }

  /** Waits while the printer works off what it has, as long as that grows less. */
  async function printedOut(link: Link, said: Said, signal: AbortSignal): Promise<Said> {
    let last = said;
    let idleSince = performance.now();
    while ((last.waiting ?? 0) > 0 && !blocks(last) && !signal.aborted) {
      if (performance.now() - idleSince > times.stallMs) throw new Stalled();
      await new Promise((resolve) => setTimeout(resolve, times.pollMs));
      const now = await tongue.status(link, times.stallMs);
      if (!now) throw new Stalled();
      if ((now.waiting ?? 0) < (last.waiting ?? 0)) idleSince = performance.now();
      last = now;
    }
    return last;
  }

  function brokenOff(error: unknown, { taken, begun }: SendReport): Problem {
    const detail = reasonOf(error);
    if (error instanceof PiecesFailed) return problem('label-failed', { detail });
    if (begun === 0) return problem('printer-refused', { where, detail });
    if (error instanceof Stalled) {
      return problem('printer-stalled', { where, seconds: Math.round(times.stallMs / 1000) });
    }
    return problem('printer-broke-off', { where, detail, taken, begun });
  }

  async function status(): Promise<PrinterStatus> {
    let link: Link;
    try {
      link = await open();
    } catch (error) {
      return { ...unknown, problem: unreachable(error) };
    }
    try {
      const said = await tongue.status(link, times.answerMs);
      // One that says nothing takes jobs all the same: a print server, or a printer of another make.
      if (!said) return { ...unknown, ready: true };
      const identity = await tongue.identity(link, times.answerMs);
      return {
        ready: !blocks(said),
        problem: said.problem,
        model: identity?.model ?? null,
        dpi: identity?.dpi ?? null,
        waiting: said.waiting,
      };
    } catch (error) {
      return { ...unknown, problem: unreachable(error) };
    } finally {
      link.destroy();
    }
  }

  return { language, send, status, close: () => Promise.resolve() };
}

const unknown: PrinterStatus = {
  ready: false,
  problem: null,
  model: null,
  dpi: null,
  waiting: null,
};

/** A full buffer empties by itself: it only makes sending slower. */
const blocks = (said: Said | null): boolean =>
  said?.problem != null && said.problem.code !== 'printer-buffer-full';

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? String(error);
};
