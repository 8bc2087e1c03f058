import { dotOf } from '../../../shared/labels/draw/dots.ts';
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

/** What the labels of a PDF have to say and where each lies, as `renderPdf` takes the same. */
export function pdfJob(
  records: readonly LabelRecord[],
  design: LabelDesign,
  { skip = 0, copies = 1, collate = false, offset = { x: 0, y: 0 } }: PrintOptions = {},
): Job & Layout {
  const { paper, target } = design;
  const perPage = labelsPerPage(paper);
  const corner = (at: number) => slotCorner(paper, (skip + at) % perPage);
  const dots = (length: number) => Math.round(length / dotOf(target)) * dotOf(target);
  const draw = expectedOf(design);
  return {
    count: records.length * copies,
    label: paper.label,
    placeOf(at) {
      const { x, y } = corner(at);
      const page = Math.floor((skip + at) / perPage);
      return { page, x: x + dots(offset.x), y: y + dots(offset.y) };
    },
    expected(at) {
      const record = records[collate ? at % records.length : Math.floor(at / copies)];
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
