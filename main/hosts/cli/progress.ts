import type { ExportProgress } from '../../../shared/models/export.ts';

/**
 * How far it is, in one line of stderr that is written over; nothing where nobody sits in front of it. `end` takes the line
 * away again.
 */
export function progressLine(): { heard(progress: ExportProgress): void; end(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { heard: () => {}, end: () => {} };
  return {
    heard({ done, of }) {
      const share = of === null || of === 0 ? '' : ` (${Math.floor((done / of) * 100)} %)`;
      stderr.write(`\r\u001b[K${done.toLocaleString('en')} rows${share}`);
    },
    end: () => void stderr.write('\r\u001b[K'),
  };
}
