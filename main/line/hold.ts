import type { Database } from 'better-sqlite3';
import type { Batch } from '../../shared/models/batch.ts';
import type { Hold } from '../../shared/models/line.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { firstArticleOf } from '../store/line.ts';
import { goldenDue } from './golden.ts';

/** Why the batch takes no units now, though it is open; null: it does. Told from its rows alone. */
export function holdOf(db: Database, batch: Batch, at: number): Hold | null {
  if (batch.stop) return { kind: 'shift', shift: batch.stop };
  if (batch.line.firstArticle && batch.accepted > 0 && !batch.article) {
    const deviceSn = firstArticleOf(db, batch.id);
    if (deviceSn !== null) return { kind: 'first-article', deviceSn };
  }
  const due = goldenDue(db, batch, at);
  return due.length > 0 ? { kind: 'golden', samples: due.map(({ text }) => text) } : null;
}

/** What a read is told that comes meanwhile. */
export function heldProblem(hold: Hold): Problem {
  switch (hold.kind) {
    case 'shift':
      return problem('batch-stopped', { count: hold.shift.units.length });
    case 'first-article':
      return problem('batch-first-article', { deviceSn: hold.deviceSn });
    case 'golden':
      return problem('batch-golden-due', { samples: hold.samples.slice(0, 5).join(', ') });
  }
}
