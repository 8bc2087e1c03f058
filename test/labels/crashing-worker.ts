import { parentPort } from 'node:worker_threads';
import { renderPdf } from '../../main/labels/pdf.ts';
import type { LabelJob } from '../../main/labels/worker.ts';

// The real worker, but certain titles are its end.
parentPort?.on('message', (job: LabelJob) => {
  if (!('records' in job)) return;
  const { records, template } = job;
  const title = records[0]?.title;
  if (title === 'exit') process.exit(3);
  if (title === 'throw') throw new Error('out of paper, out of mind');
  if (title === 'hang') return;
  parentPort?.postMessage({ picture: null, ...renderPdf(records, template) });
});
