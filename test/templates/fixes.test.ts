import { describe, expect, test } from 'vitest';
import { fixesOf } from '../../renderer/labels/designer/model/fixes.ts';
import { checkDesign } from '../../shared/labels/physics/check-design.ts';
import type { LabelDesign, LabelElement } from '../../shared/models/label-design.ts';
import { sampleDesign } from '../support/sample-design.ts';

/** What the designer offers, against the check that it is offered for. */

const record = {
  groupId: 'INV5K1',
  deviceSn: 'INV5K1-000128',
  title: 'Inverter 5 kW',
  fields: { deviceSn: 'INV5K1-000128', groupId: 'INV5K1', groupName: 'Inverter 5 kW' },
};
const [qr, sn, title] = sampleDesign.elements as [LabelElement, LabelElement, LabelElement];
const withCode = (part: object, ...others: LabelElement[]): LabelDesign => ({
  ...sampleDesign,
  elements: [{ ...qr, ...part } as LabelElement, ...others],
});
const faultsOf = (design: LabelDesign) => checkDesign(design, record);
const codesOf = (design: LabelDesign) => faultsOf(design).map(({ problem }) => problem.code);

test('the sample has no fault', () => {
  expect(codesOf(sampleDesign)).toEqual([]);
});

describe('every button does away with what it stands at', () => {
  test.each<[string, LabelDesign, string[]]>([
    [
      'a level too strong for its place',
      withCode({ width: 16.6, height: 16.6, level: 'H' }),
      ['level', 'room', 'data-matrix', 'dpi'],
    ],
    [
      'a place too small',
      withCode({ width: 15, height: 15 }),
      ['level', 'room', 'data-matrix', 'dpi'],
    ],
    ['a place too narrow for bars', withCode({ kind: 'code128' }), ['qr']],
    ['too near to the edge', withCode({ x: 0, y: 11 }), ['inside']],
    ['a text in its white', withCode({}, sn, { ...title, x: 18, width: 20 }), ['apart']],
    ['an SN in its white', withCode({}, { ...sn, y: 20 }), ['apart']],
  ])('%s', (_, design, offered) => {
    const [fault] = faultsOf(design);
    if (!fault) throw new Error('no fault');
    const fixes = fixesOf(fault, design);
    expect(fixes.map(({ word }) => word.replace('design.fix.', ''))).toEqual(offered);
    for (const { word, apply } of fixes) {
      expect([word, codesOf(apply(design))]).toEqual([word, []]);
    }
  });
});

test('what cannot be moved anywhere is not offered to be', () => {
  const design = withCode({ width: 46, height: 26 }, title);
  const [fault] = faultsOf(design);
  if (!fault) throw new Error('no fault');
  expect(fault.problem.code).toBe('label-code-crowded');
  expect(fixesOf(fault, design)).toEqual([]);
});
