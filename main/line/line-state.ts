import type { Database } from 'better-sqlite3';
import type { Batch } from '../../shared/models/batch.ts';
import type { LineState } from '../../shared/models/line.ts';
import { lineNow } from '../store/line.ts';
import { holdOf } from './hold.ts';

/** Units that are shown; how many more there are is a number. */
const shown = 8;

/** What a window shows of the line: why it waits, what is half read, what was asked. */
export function lineState(db: Database, batch: Batch, at: number): LineState {
  const { waiting, asked } = lineNow(db, batch.id);
  return {
    hold: batch.state === 'finished' ? null : holdOf(db, batch, at),
    waiting: waiting.slice(0, shown).map(({ deviceSn, at: since, parts }) => ({
      deviceSn,
      at: since,
      lacks: batch.line.parts.filter((part) => !parts.includes(part)),
    })),
    waitingCount: waiting.length,
    asked,
  };
}
