import { problem } from '../../../shared/problems.ts';
import type { PrinterStatus } from '../driver.ts';

/** Asks a TSPL printer how it is, at once, also while it prints. Source: TSC, TSPL/TSPL2 Programming, `<ESC>!?`. */
export const tsplStatusQuery = '\x1b!?';

/** The one byte that it answers; several bits may be set. 0x20 is only "printing". */
export function tsplProblem(status: number): PrinterStatus['problem'] {
  if (status & 0x01) return problem('printer-head-open');
  if (status & 0x02) return problem('printer-jam');
  if (status & 0x04) return problem('printer-paper-out');
  if (status & 0x08) return problem('printer-ribbon-out');
  if (status & 0x10) return problem('printer-paused');
  if (status & 0x80) return problem('printer-fault', { detail: '0x80' });
  return null;
}
