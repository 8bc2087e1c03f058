import type { PrinterDriver, SendReport } from '../../main/printing/driver.ts';
import type { Paper } from '../../main/world.ts';
import { ok, problem } from '../../shared/problems.ts';
import type { Random } from '../support/random.ts';
import type { Life, Timeline } from './timeline.ts';

/** A label printer and what came out of it: the job and the SN of each label, in order. */
export interface PrinterAt {
  readonly out: { job: string; sn: string }[];
  /** Out of paper, or off: nothing is taken. */
  broken: boolean;
  /** Dies in the middle of the label after so many; null: it does not. */
  diesAfter: number | null;
}

export const createPrinterAt = (): PrinterAt => ({ out: [], broken: false, diesAfter: null });

const text = new TextDecoder();

interface PaperNeeds {
  at: PrinterAt;
  timeline: Timeline;
  random: Random;
  life: Life;
  say(text: string): void;
}

/** The paper of one run of a station. Labels are only their SN: making and proving them is tested elsewhere. */
export function paperOf({ at, timeline, random, life, say }: PaperNeeds): Paper {
  const why = problem('port-failed', { path: 'printer', detail: 'simulated' });
  const wait = (ms: number) => new Promise<void>((done) => timeline.after(ms, done, life));
  const driver: PrinterDriver = {
    language: 'zpl',
    async send({ name, pieces }, signal): Promise<SendReport> {
      let taken = 0;
      await wait(random.int(5, 80));
      if (at.broken) return { taken, begun: 0, problem: why };
      for await (const piece of pieces) {
        if (signal.aborted) return { taken, begun: taken + 1, problem: why };
        const dies = at.diesAfter !== null && at.diesAfter-- <= 0;
        await wait(random.int(50, 900));
        const comesOut = !dies || random.chance(0.5);
        if (comesOut && !life.dead) {
          const sn = text.decode(piece as Uint8Array);
          at.out.push({ job: name, sn });
          say(`label ${sn}`);
        }
        if (dies) {
          at.diesAfter = null;
          return { taken, begun: taken + 1, problem: why };
        }
        taken++;
      }
      return { taken, begun: taken, problem: null };
    },
    async status() {
      await wait(20);
      const ready = !at.broken;
      return { ready, problem: ready ? null : why, model: null, dpi: null, waiting: null };
    },
    close: async () => {},
  };
  return {
    driver: () => driver,
    make: async (_, __, records) =>
      ok(records.map(({ deviceSn }) => new TextEncoder().encode(deviceSn))),
    release: async () => null,
  };
}
