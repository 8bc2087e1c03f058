import { stopped } from '../../main/labels/proven.ts';
import { type PdfQuestion, type PdfReply, provenPdf } from '../../main/labels/proven-pdf.ts';
import { serve } from '../../main/labels/serve.ts';
import type { LabelAnswer, LabelJob } from '../../main/labels/worker.ts';

// The real worker, but certain titles are its end.
serve<LabelJob, LabelAnswer, PdfQuestion, PdfReply>(async (job, ask) => {
  if (!('pdf' in job)) throw new Error('only PDFs');
  return provenPdf(job.pdf, async (question) => {
    const reply = await ask(question);
    const title = reply.records[0]?.title;
    if (title === 'exit') process.exit(3);
    if (title === 'throw') {
      setImmediate(() => {
        throw new Error('out of paper, out of mind');
      });
    }
    return title === 'hang' || title === 'throw' ? new Promise(() => {}) : reply;
  });
}, stopped);
