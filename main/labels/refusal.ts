import { checkDesign } from '../../shared/labels/physics/check-design.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import type { Problem } from '../../shared/problems.ts';

/**
 * What keeps labels from being printed whatever their bytes are, of the first record that it concerns: secrets, codes
 * that a scanner would not read from that printer, codes too near to an edge or to something else.
 */
export function refusalOf(design: LabelDesign, records: Iterable<LabelRecord>): Problem | null {
  for (const record of records) {
    const refused = checkDesign(design, record).find(({ weight }) => weight === 'refused');
    if (refused) return refused.problem;
  }
  return null;
}
