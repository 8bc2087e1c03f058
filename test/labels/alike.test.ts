import { expect, test } from 'vitest';
import { renderPdf } from '../../main/labels/pdf.ts';
import { provePdf } from '../../main/labels/proof/proof.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { labelDesignSchema } from '../../shared/models/label-design.ts';
import { must } from '../support/must.ts';
import { jobOf, sourceOf } from './proof-jobs.ts';

/** Codes of one run have most of their modules in common, and these stand in the file once. */

const design = labelDesignSchema.parse({
  id: 'alike',
  version: 1,
  name: 'Alike',
  paper: { form: 'roll', label: { width: 40, height: 40 } },
  target: { head: 'laser', dpi: 600 },
  layout: 'placed',
  elements: [
    {
      ...{ id: 'code', kind: 'qr', x: 2, y: 2, width: 36, height: 36, level: 'M' },
      payload: { kind: 'link', base: '' },
    },
  ],
});

const line = (name: string) => `https://units.example.com/registration-group/${name}/inverters-5k/`;
const unit = (n: number, linkBase: string, groupId = 'INV5K1'): LabelRecord => ({
  groupId,
  deviceSn: `SN-2025-${String(n).padStart(8, '0')}`,
  title: 'Inverter',
  fields: { linkBase },
});
const records = [
  // The digits before the last three change on the way.
  ...Array.from({ length: 200 }, (_, n) => unit(n + 900, line('line-3'))),
  ...Array.from({ length: 60 }, (_, n) => unit(n, line(n % 2 === 0 ? 'line-3' : 'hall-7'))),
  ...Array.from({ length: 60 }, (_, n) => unit(n * 7_919_317, line('line-3'))),
];

test('what codes have in common is in the file once, and each label still says its own', async () => {
  const file = must(renderPdf(records, design));
  const text = Buffer.from(file).toString('latin1');
  expect(text.match(/\/Subtype \/Form/g)?.length).toBeGreaterThanOrEqual(4);
  const bytes = (labels: LabelRecord[]) => must(renderPdf(labels, design)).length / labels.length;
  expect(bytes(records.slice(0, 200))).toBeLessThan(0.8 * bytes(records.slice(0, 5)));
  expect(await provePdf(sourceOf(file), jobOf(records, design), { mode: 'whole' })).toMatchObject({
    ok: true,
  });
});

test('a few labels are drawn whole', async () => {
  const few = records.slice(0, 4);
  const file = must(renderPdf(few, design));
  expect(Buffer.from(file).includes('/Subtype /Form')).toBe(false);
  expect(await provePdf(sourceOf(file), jobOf(few, design), { mode: 'whole' })).toMatchObject({
    ok: true,
  });
});
