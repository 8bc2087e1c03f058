import { closeSync, openSync, writeSync } from 'node:fs';
import type * as Pdf from '../../../main/labels/pdf.ts';
import type { LabelRecord } from '../../../shared/models/label.ts';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import type { Result } from '../../../shared/problems.ts';
import { asked, columns, label, lines, linkBase, rows, sn, tell } from './work.ts';

// What is built, as an installed station runs it: this file runs as JavaScript in dist/test/bench/labels.
const { createPdf } = (await import(
  new URL('../../../main/labels/pdf.js', import.meta.url).href
)) as typeof Pdf;

const text = (id: string, row: number, field: string) => ({
  ...{ id, x: 36, y: 6 + row * 8, width: 32, height: 6 },
  kind: 'text' as const,
  text: field,
  fontSize: 3.2,
  align: 'left' as const,
  overflow: 'shrink' as const,
});
const design = {
  id: 'bench',
  version: 1,
  name: 'Bench',
  paper: {
    form: 'sheet',
    page: { width: 210, height: 297 },
    label,
    columns,
    rows,
    origin: { x: 0, y: 0.5 },
    pitch: { x: label.width, y: label.height },
  },
  drift: 1,
  target: { head: 'laser', dpi: 600 },
  parts: [],
  layout: 'placed',
  elements: [
    {
      ...{ id: 'code', x: 2, y: 2, width: 33, height: 33 },
      kind: 'qr',
      payload: { kind: 'link', base: linkBase },
      level: 'M',
    },
    text('name', 0, '{groupName}'),
    text('sn', 1, '{deviceSn}'),
    text('batch', 2, '{description}'),
  ],
} as LabelDesign;

const { count, file } = asked();
function* records(): Generator<LabelRecord> {
  for (let i = 0; i < count; i++) {
    const [groupName = '', , description = ''] = lines(i);
    const fields = { groupName, description };
    yield { groupId: 'INV5K1', deviceSn: sn(i), title: groupName, fields };
  }
}
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
const out = openSync(file, 'w');
let bytes = 0;
const pdf = valueOf(createPdf(design));
const write = () => {
  const part = pdf.take();
  if (part.length > 0) bytes += writeSync(out, part);
};
for (const record of records()) {
  valueOf(pdf.add(record));
  write();
}
valueOf(pdf.end());
write();
closeSync(out);
tell(bytes);
