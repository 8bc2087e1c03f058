import type { ScreenWord } from '../../../resources/languages/en.ts';
import type { PrintJob } from '../../../shared/models/printing.ts';
import type { ShapeKind } from '../../common/shape.tsx';

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

/** Labels that are known to have come out and are good. */
export const cameOut = ({ balance }: PrintJob): number => balance.printed + balance.applied;

/** Those that ask a person first; else newest first, the open ones that the list has no room for at its end. */
export function inOrder(listed: PrintJob[], open: PrintJob[]): PrintJob[] {
  const known = new Set(listed.map(({ id }) => id));
  const all = [...listed, ...open.filter(({ id }) => !known.has(id))];
  const asks = (job: PrintJob) => job.state === 'printed?';
  return [...all.filter(asks), ...all.filter((job) => !asks(job))];
}
