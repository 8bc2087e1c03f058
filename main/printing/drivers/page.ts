import { setImmediate } from 'node:timers/promises';
import { type Problem, problem, type Result } from '../../../shared/problems.ts';
import { UnreadablePdf } from '../../labels/proof/pdf/objects.ts';
import { sourceOf } from '../../labels/proof/pdf-job.ts';
import { openParts } from '../../store/files.ts';
import type { Piece, PrinterDriver } from '../driver.ts';
import { gathered, PiecesFailed, unfit } from './pieces.ts';
import { type Printable, printables } from './printable.ts';

/** What a host with a window can do: print pages on a printer of the system, without asking. */
export interface PagePrinter {
  /** System names. */
  list(): Promise<string[]>;
  /** Ok means that the system's spooler took it, never that it is on paper. Problem: `printer-refused`. */
  print(pages: Printable, deviceName: string): Promise<Result<object>>;
}

/** A refusal says that nothing was printed, which is not so when pages went before. */
function brokeOff(why: Problem, begun: number): Problem {
  if (begun === 0 || why.code !== 'printer-refused') return why;
  return problem('printer-broke-off', { ...why.params, taken: 0, begun });
}

const openSource = (pdf: Piece) =>
  pdf instanceof Uint8Array ? { ...sourceOf(pdf), close() {} } : openParts(pdf.file);

/** Electron's own printing; `printer` is null in every other host. */
export function createPageDriver(deviceName: string, printer: PagePrinter | null): PrinterDriver {
  const nothing = { model: null, dpi: null, waiting: null };
  return {
    language: 'pdf',
    async send(job, signal) {
      const wrong = unfit(job, 'pdf');
      if (wrong) return wrong;
      if (!printer) return { taken: 0, begun: 0, problem: problem('printer-no-window') };
      let begun = 0;
      try {
        const { whole, count } = await gathered(job.pieces);
        const source = openSource(whole);
        try {
          for (const pages of printables(source)) {
            if (signal.aborted) return { taken: 0, begun, problem: problem('printer-stopped') };
            const done = await printer.print(pages, deviceName);
            if (!done.ok) return { taken: 0, begun, problem: brokeOff(done.problem, begun) };
            begun = count;
            await setImmediate();
          }
        } finally {
          source.close();
        }
        return { taken: count, begun: count, problem: null };
      } catch (error) {
        if (!(error instanceof PiecesFailed || error instanceof UnreadablePdf)) throw error;
        const detail = error.message;
        return { taken: 0, begun, problem: problem('label-failed', { detail }) };
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
