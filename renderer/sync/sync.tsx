import { JobsPage } from '../jobs/jobs-page.tsx';
import { useRoute } from '../route.ts';
import { ConflictPage } from './conflict/conflict-page.tsx';
import { QueuePage } from './queue-page.tsx';

/** The queue; from it, one conflict (`#/sync/conflict/SEQ`) and the actions (`#/sync/actions`). */
export function Sync() {
  const { part, rest } = useRoute();
  const [which] = rest;
  if (part === 'actions') return <JobsPage id={which} />;
  const seq = Number(which);
  if (part === 'conflict' && which && Number.isSafeInteger(seq)) {
    return <ConflictPage key={seq} seq={seq} />;
  }
  return <QueuePage />;
}
