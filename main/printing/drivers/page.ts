import { problem, type Result } from '../../../shared/problems.ts';
import type { PrinterDriver } from '../driver.ts';
import { gathered, PiecesFailed, unfit } from './pieces.ts';

/** What a host with a window can do: print a PDF on a printer of the system, without asking. */
export interface PagePrinter {
  /** System names. */
  list(): Promise<string[]>;
  /** Ok means that the system's spooler took it, never that it is on paper. Problem: `printer-refused`. */
  print(pdf: Uint8Array, deviceName: string): Promise<Result<object>>;
}

/** Electron's own printing; `printer` is null in every other host. */
export function createPageDriver(deviceName: string, printer: PagePrinter | null): PrinterDriver {
  const nothing = { model: null, dpi: null, waiting: null };
  return {
    language: 'pdf',
    async send(job, signal) {
      const wrong = unfit(job, 'pdf');
      if (wrong) return wrong;
      if (!printer) return { taken: 0, begun: 0, problem: problem('printer-no-window') };
      try {
        const { bytes, count } = await gathered(job.pieces);
        if (signal.aborted) return { taken: 0, begun: 0, problem: problem('printer-stopped') };
        const done = await printer.print(bytes, deviceName);
        return done.ok
          ? { taken: count, begun: count, problem: null }
          : { taken: 0, begun: 0, problem: done.problem };
      } catch (error) {
        if (!(error instanceof PiecesFailed)) throw error;
        const detail = error.message;
        return { taken: 0, begun: 0, problem: problem('label-failed', { detail }) };
      }
    },
    async status() {
      if (!printer) return { ready: false, problem: problem('printer-no-window'), ...nothing };
      const there = (await printer.list()).includes(deviceName);
      const why = there
        ? null
        : problem('printer-unreachable', { where: deviceName, detail: 'no such printer' });
      return { ready: there, problem: why, ...nothing };
    },
    close: () => Promise.resolve(),
  };
}
