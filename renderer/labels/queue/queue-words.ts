import type { ScreenWord } from '../../../resources/languages/en.ts';
import { mostWhole, riskOf, sampleSize } from '../../../shared/labels/proof-risk.ts';
import { folderPrinter } from '../../../shared/models/printer.ts';
import type { PrinterState, PrintJob } from '../../../shared/models/printing.ts';
import type { ShapeKind } from '../../common/shape.tsx';
import type { Speech } from '../../words.tsx';

/** How a job stands, as its chip says it. */
export function standing({ state, ending }: PrintJob): { kind: ShapeKind; word: ScreenWord } {
  // A cancelled job that may have printed something still asks for that.
  if (ending && state === 'sent') return { kind: 'off', word: 'queue.state.ending' };
  return { kind: kinds[state], word: `queue.state.${state}` };
}

const kinds: Record<PrintJob['state'], ShapeKind> = {
  making: 'busy',
  queued: 'off',
  paused: 'pause',
  sent: 'busy',
  'printed?': 'warn',
  confirmed: 'ok',
  failed: 'bad',
  voided: 'off',
};

/** A printer as people call it; by its id where it is gone. */
export const printerName = (
  id: string,
  printer: Pick<PrinterState, 'name'> | null,
  { w }: Pick<Speech, 'w'>,
): string => (id === folderPrinter.id ? w('printers.folder') : (printer?.name ?? id));

/** What was read back of a PDF that is too long for all of it, with the risk that this leaves; null: all was. */
export function sampleOf(
  { labels }: Pick<PrintJob, 'labels'>,
  { w, number }: Pick<Speech, 'w' | 'number'>,
): string | null {
  if (labels <= mostWhole) return null;
  const { fewerThan } = riskOf(sampleSize, labels);
  return w('queue.sampled', { looked: number(sampleSize), fewer: number(fewerThan) });
}

/** Labels that are known to have come out and are good. */
export const cameOut = ({ balance }: PrintJob): number => balance.printed + balance.applied;

/** Those that ask a person first; else newest first, the open ones that the list has no room for at its end. */
export function inOrder(listed: PrintJob[], open: PrintJob[]): PrintJob[] {
  const known = new Set(listed.map(({ id }) => id));
  const all = [...listed, ...open.filter(({ id }) => !known.has(id))];
  const asks = (job: PrintJob) => job.state === 'printed?';
  return [...all.filter(asks), ...all.filter((job) => !asks(job))];
}
