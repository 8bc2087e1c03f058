import { openFont } from '../../main/labels/font.ts';
import type { Source } from '../../main/labels/proof/pdf/objects.ts';
import type { Job, Place } from '../../main/labels/proof/proof.ts';
import { createDrawer } from '../../shared/labels/draw/draw-label.ts';
import { labelsPerPage, slotCorner } from '../../shared/labels/paper.ts';
import { findDesign } from '../../shared/labels/papers.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';

/** What the labels of `records` have to say, and where they lie. */
export function jobOf(
  records: readonly LabelRecord[],
  template: string | LabelDesign,
): Job & { placeOf(at: number): Place } {
  const design = typeof template === 'string' ? found(template) : template;
  const { paper } = design;
  const drawer = createDrawer(design, openFont());
  if (!drawer.ok) throw new Error(drawer.problem.message);
  const perPage = labelsPerPage(paper);
  return {
    count: records.length,
    placeOf: (at) => ({
      page: Math.floor(at / perPage),
      ...slotCorner(paper, at % perPage),
    }),
    expected(at) {
      const record = records[at];
      if (!record) throw new RangeError(`there is no label ${at}`);
      const drawing = drawer.value(record, slotCorner(paper, at % perPage));
      if (!drawing.ok) throw new Error(drawing.problem.message);
      return { deviceSn: record.deviceSn, drawing: drawing.value };
    },
  };
}

function found(id: string): LabelDesign {
  const design = findDesign(id);
  if (!design.ok) throw new Error(design.problem.message);
  return design.value;
}

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: (offset, length) => bytes.subarray(offset, offset + length),
});
