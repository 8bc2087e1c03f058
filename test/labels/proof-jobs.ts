import { pdfJob } from '../../main/labels/proof/pdf-job.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { must } from '../support/must.ts';

export { sourceOf } from '../../main/labels/proof/pdf-job.ts';

/** What the labels of `records` have to say, and where they lie. */
export const jobOf = (records: readonly LabelRecord[], template: string | LabelDesign) =>
  pdfJob(listed(records), typeof template === 'string' ? must(findDesign(template)) : template);

export const listed = (records: readonly LabelRecord[]) => ({
  count: records.length,
  recordOf: (at: number) => records[at],
});
