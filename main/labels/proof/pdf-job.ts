import { inWholeDots } from '../../../shared/labels/draw/dots.ts';
import { createDrawer } from '../../../shared/labels/draw/draw-label.ts';
import { labelsPerPage, slotCorner } from '../../../shared/labels/paper.ts';
import type { LabelRecord } from '../../../shared/models/label.ts';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import { ProblemError } from '../../../shared/problems.ts';
import { openFont } from '../font.ts';
import type { PrintOptions } from '../pdf.ts';
import type { Expected } from './judge.ts';
import type { Layout } from './pdf/cells.ts';
import type { Job } from './proof.ts';

type Draw = (record: LabelRecord, corner?: { x: number; y: number }) => Expected;

/** What labels of a design have to say. Throws the problem of a record that cannot be drawn. */
export function expectedOf(design: LabelDesign): Draw {
  const drawer = createDrawer(design, openFont());
  if (!drawer.ok) throw new ProblemError(drawer.problem.code, drawer.problem.params);
  return (record, corner) => {
    const drawing = drawer.value(record, corner);
    if (!drawing.ok) throw new ProblemError(drawing.problem.code, drawing.problem.params);
    return { deviceSn: record.deviceSn, drawing: drawing.value };
  };
}

/** What `count` labels of a PDF have to say and where each lies, as `createPdf` takes the same. */
export function pdfJob(
  { count, recordOf }: { count: number; recordOf(at: number): LabelRecord | undefined },
  design: LabelDesign,
  { skip = 0, offset = { x: 0, y: 0 } }: PrintOptions = {},
): Job & Layout {
  const { paper, target } = design;
  const perPage = labelsPerPage(paper);
  const corner = (at: number) => slotCorner(paper, (skip + at) % perPage);
  const [right, down] = [inWholeDots(offset.x, target), inWholeDots(offset.y, target)];
  const draw = expectedOf(design);
  return {
    count,
    label: paper.label,
    placeOf(at) {
      const { x, y } = corner(at);
      return { page: Math.floor((skip + at) / perPage), x: x + right, y: y + down };
    },
    expected(at) {
      const record = recordOf(at);
      if (!record) throw new RangeError(`there is no label ${at}`);
      return draw(record, corner(at));
    },
  };
}

/** A file in memory, for readers that ask for parts of it. */
export const sourceOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  read(offset: number, length: number): Uint8Array {
    const part = bytes.subarray(offset, offset + length);
    if (part.length < length) throw new RangeError('the file is cut off');
    return part;
  },
});
