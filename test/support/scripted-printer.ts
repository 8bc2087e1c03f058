import type { PrinterDriver, SendReport } from '../../main/printing/driver.ts';
import { bytesOf } from '../../main/printing/drivers/pieces.ts';
import { problem } from '../../shared/problems.ts';

/**
 * A stand-in for a label printer: it says ZPL, keeps what it printed, and fails as it is told. Each entry of
 * `script` is for one job that it is sent; without one it prints everything.
 */
export interface ScriptedPrinter extends PrinterDriver {
  readonly paper: string[];
  script: ScriptedSend[];
  /** Told of each label before it is printed. */
  onLabel: (text: string) => void | Promise<void>;
}

export type ScriptedSend =
  /** Nothing of the job is taken. */
  | { refuse: true }
  /** The connection ends after so many labels; of the next one something may have come out. */
  | { diesAfter: number };

export function createScriptedPrinter(): ScriptedPrinter {
  const printer: ScriptedPrinter = {
    language: 'zpl',
    paper: [],
    script: [],
    onLabel: () => {},
    async send({ pieces }, signal): Promise<SendReport> {
      const step = printer.script.shift();
      const broken = problem('port-failed', { path: 'printer', detail: 'scripted' });
      if (step && 'refuse' in step) return { taken: 0, begun: 0, problem: broken };
      let taken = 0;
      for await (const piece of pieces) {
        if (signal.aborted) return { taken, begun: taken + 1, problem: broken };
        if (step && taken === step.diesAfter) return { taken, begun: taken + 1, problem: broken };
        const text = new TextDecoder().decode(await bytesOf(piece));
        await printer.onLabel(text);
        printer.paper.push(text);
        taken++;
      }
      return { taken, begun: taken, problem: null };
    },
    status: async () => ({ ready: true, problem: null, model: null, dpi: null, waiting: null }),
    close: async () => {},
  };
  return printer;
}
