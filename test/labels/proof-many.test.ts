import { describe, expect, test } from 'vitest';
import { headOf } from '../../main/labels/dots/head.ts';
import { renderPdf } from '../../main/labels/pdf.ts';
import { expectedOf } from '../../main/labels/proof/pdf-job.ts';
import { type Proof, provePdf, proveTspl, proveZpl } from '../../main/labels/proof/proof.ts';
import { writeTspl } from '../../main/labels/tspl/label.ts';
import { writeZpl } from '../../main/labels/zpl/label.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import {
  type LabelDesign,
  type LabelElement,
  labelDesignSchema,
} from '../../shared/models/label-design.ts';
import { must } from '../support/must.ts';
import { jobOf, sourceOf } from './proof-jobs.ts';
import { stories, times } from './records.ts';

/** Labels with several codes: each of them is looked at, and one that is wrong is not hidden by those that are right. */

const dpi = 300;
const [record, other] = times(2, stories['ordinary ones'] as (i: number) => LabelRecord) as [
  LabelRecord,
  LabelRecord,
];

const design = (elements: object[], more: object = {}): LabelDesign =>
  labelDesignSchema.parse({
    id: 'many',
    version: 1,
    name: 'Many codes',
    paper: { form: 'roll', label: { width: 100, height: 60 } },
    target: { head: 'thermal', dpi },
    layout: 'placed',
    elements,
    ...more,
  });

const gs1 = { kind: 'gs1', gtin: '0401234567890?', serial: '{deviceSn}' };
const own = { kind: 'own' };
const sn = { kind: 'sn' };

const threeCodes = design([
  { id: 'qr', kind: 'qr', x: 4, y: 4, width: 24, height: 24, level: 'M', payload: own },
  { id: 'matrix', kind: 'data-matrix', x: 34, y: 4, width: 24, height: 24, payload: gs1 },
  { id: 'bars', kind: 'code128', x: 4, y: 34, width: 80, height: 12, payload: sn },
  { id: 'sn', kind: 'micro-sn', x: 4, y: 50, width: 92, height: 5 },
]);
const tag = design(
  [
    { id: 'unit', kind: 'qr', x: 4, y: 4, width: 24, height: 24, level: 'M', payload: own },
    { id: 'unit-sn', kind: 'micro-sn', x: 4, y: 32, width: 42, height: 5 },
    { id: 'box', kind: 'qr', x: 54, y: 4, width: 24, height: 24, level: 'M', payload: sn },
    { id: 'box-sn', kind: 'micro-sn', x: 54, y: 32, width: 42, height: 5 },
  ],
  {
    parts: [
      { name: 'unit', x: 0, y: 0, width: 50, height: 60 },
      { name: 'box', x: 50, y: 0, width: 50, height: 60 },
    ],
  },
);

/** What comes of the proof of `printed` where `wanted` was to be. */
type Prover = (printed: LabelDesign, wanted: LabelDesign) => Promise<Proof>;
const provers: Record<string, Prover> = {
  PDF: (printed, wanted) =>
    provePdf(sourceOf(must(renderPdf([record], printed))), jobOf([record], wanted), {
      mode: 'whole',
    }),
  ZPL: (printed, wanted) => provePiece(must(writeZpl(drawn(printed), { dpi })), wanted, proveZpl),
  TSPL: (printed, wanted) =>
    provePiece(must(writeTspl(drawn(printed), { dpi })), wanted, proveTspl),
};
const drawn = (printed: LabelDesign) => expectedOf(printed)(record).drawing;

function provePiece(piece: Uint8Array, wanted: LabelDesign, prove: typeof proveZpl) {
  const draw = expectedOf(wanted);
  const job = { count: 1, head: headOf(dpi), expected: () => draw(record) };
  return prove([piece], job, { mode: 'whole' });
}

const outcome = (proof: Proof) => (proof.ok ? 'good' : proof.problem.code);

const changed = (from: LabelDesign, id: string, change: object): LabelDesign => ({
  ...from,
  elements: from.elements.map((each) =>
    each.id === id ? ({ ...each, ...change } as LabelElement) : each,
  ),
});

const elementOf = ({ elements }: LabelDesign, id: string) => {
  const found = elements.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};

/** A stroke over the middle of an element, of some modules, which a decoder would forgive in a matrix code. */
function scratched(from: LabelDesign, id: string): LabelDesign {
  const { x, y, width, height } = elementOf(from, id);
  const stroke = { x: x + width / 2 - 2, y: y + height / 2, width: 4, height: 0 };
  const { elements } = design([{ id: 'stroke', kind: 'line', thickness: 1.5, ...stroke }]);
  return { ...from, elements: [...from.elements, ...elements] };
}

const neighbour = (text: string) => ({
  payload: { kind: 'template', text: text.replace('{deviceSn}', other.deviceSn) },
});

describe.each(Object.entries(provers))('in %s', (_, prove) => {
  test('three codes of three kinds, and the two parts of a tag, pass', async () => {
    expect(outcome(await prove(threeCodes, threeCodes))).toBe('good');
    expect(outcome(await prove(tag, tag))).toBe('good');
  });

  test.each([
    ['the QR code', threeCodes, 'qr', neighbour('LS:INV-5K/{deviceSn}')],
    ['the Data Matrix', threeCodes, 'matrix', { payload: { ...gs1, serial: other.deviceSn } }],
    ['the Code 128', threeCodes, 'bars', neighbour('{deviceSn}')],
    ['the code for the unit', tag, 'unit', neighbour('LS:INV-5K/{deviceSn}')],
    ['the code for the box', tag, 'box', neighbour('{deviceSn}')],
  ] as const)('%s of another unit is found', async (__, wanted, id, change) => {
    const proof = await prove(changed(wanted, id, change), wanted);
    expect(outcome(proof)).toBe('label-proof-failed');
    expect(proof.ok ? '' : proof.problem.params?.found).toContain(other.deviceSn);
  });

  test.each([
    ['the QR code', threeCodes, 'qr'],
    ['the Data Matrix', threeCodes, 'matrix'],
    ['the Code 128', threeCodes, 'bars'],
    ['the code for the unit', tag, 'unit'],
    ['the code for the box', tag, 'box'],
  ] as const)('a scratch in %s is found', async (__, wanted, id) => {
    expect(outcome(await prove(scratched(wanted, id), wanted))).toBe('label-proof-failed');
  });

  test.each([
    ['a code', threeCodes, 'bars'],
    ['the code of a part', tag, 'box'],
  ] as const)(
    '%s that is not there, and one that nobody asked for, is found',
    async (__, all, id) => {
      const less = { ...all, elements: all.elements.filter((each) => each.id !== id) };
      expect(outcome(await prove(less, all))).toBe('label-proof-failed');
      expect(outcome(await prove(all, less))).toBe('label-proof-failed');
    },
  );

  test('the codes of both parts of a tag, each in the place of the other, are found', async () => {
    const crossed = changed(changed(tag, 'unit', { payload: sn }), 'box', { payload: own });
    const proof = await prove(crossed, tag);
    expect(outcome(proof)).toBe('label-proof-failed');
    expect(proof.ok ? '' : proof.problem.params?.found).toMatch(/elsewhere/);
  });
});
