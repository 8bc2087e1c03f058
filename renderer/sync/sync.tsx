import { HandoverPage } from '../handover/handover-page.tsx';
import { JobsPage } from '../jobs/jobs-page.tsx';
import { useRoute } from '../route.ts';
import { ComparePage } from './compare-page.tsx';
import { ConflictPage } from './conflict/conflict-page.tsx';
import { QueuePage } from './queue-page.tsx';

/**
 * The queue; from it, one conflict (`#/sync/conflict/SEQ`), the actions (`#/sync/actions`), and both sides
 * compared (`#/sync/compare`).
 */
export function Sync() {
  const { part, rest } = useRoute();
  const [which] = rest;
  if (part === 'handover') return <HandoverPage />;
  if (part === 'actions') return <JobsPage id={which} />;
  if (part === 'compare') return <ComparePage />;
  const seq = Number(which);
  if (part === 'conflict' && which && Number.isSafeInteger(seq)) {
    return <ConflictPage key={seq} seq={seq} />;
  }
  return <QueuePage />;
}
