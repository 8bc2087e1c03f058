import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNarrowed, narrowings } from '../../shared/catalog-narrowing.ts';
import { catalogMisfit, datumMisfit } from '../../shared/catalog-rules.ts';
import { misfit } from '../../shared/master-data.ts';
import {
  catalogFileSchema,
  type MasterDataValues,
  type MasterDatum,
  masterDatumSchema,
} from '../../shared/models/catalog.ts';
import { fail } from '../../shared/problems.ts';
import { mustFail, openStation } from '../support/station.ts';

const datum = (about: object): MasterDatum =>
  masterDatumSchema.parse({ identifier: 'x', name: 'X', type: 'String', ...about });

describe('a catalog file', () => {
  const gateways = [{ id: 'gw', name: 'G' }];
  const masterDataGroups = [{ id: 'md', name: 'M', assetType: 'A' }];
  const group = { groupId: 'G1', name: 'G', masterDataGroupId: 'md', gatewayId: 'gw' };
  const whole = { gateways, masterDataGroups, registrationGroups: [group] };

  test.for([
    ['what links to nothing', { registrationGroups: [group] }, '"md", which is not there'],
    ['a gateway that is not there', { ...whole, gateways: [] }, '"gw", which is not there'],
    ['a template twice', { masterDataTemplates: [datum({}), datum({})] }, '"x" is there twice'],
    [
      'a template of something built in',
      { masterDataTemplates: [datum({ identifier: 'assetId' })] },
      'built in',
    ],
    [
      'a group that cannot be',
      { masterDataGroups: [{ ...masterDataGroups[0], masterData: [datum({ type: 'Enum' })] }] },
      'in master data group "md": "x" has no items',
    ],
    [
      'a rule that cannot be',
      { ...whole, registrationGroups: [{ ...group, snRule: { pattern: '[' } }] },
      'SN rule of group G1',
    ],
  ] as const)('with %s is not taken in', async ([, file, why]) => {
    expect(catalogMisfit(catalogFileSchema.parse(file), () => false)).toContain(why);
    const app = await openStation({ catalog: false });
    const reply = await app.call(
      'catalog.import',
      { text: JSON.stringify(file) },
      { role: 'engineer' },
    );
    const found = mustFail(reply);
    expect(found.code).toBe('catalog-invalid');
    expect(found.message).toContain(why);
    // One sentence, with one full stop.
    expect(found.message).toMatch(/[^.]\.$/);
  });

  test('may leave out what is there already', () => {
    const alone = catalogFileSchema.parse({ registrationGroups: [group] });
    expect(catalogMisfit(alone, () => true)).toBeNull();
    expect(catalogMisfit(alone, (kind) => kind === 'gateway')).toContain('"md"');
  });

  test('a full stop of the rule’s own words does not end the sentence twice', () => {
    const said = fail('rule-invalid', { groupId: 'G1', detail: 'x' }).problem.message;
    expect(said).toMatch(/\.$/);
  });
});

const wanted = fc
  .record(
    {
      identifier: fc.constantFrom('a', 'b'),
      name: fc.constant('N'),
      type: fc.constantFrom('Integer', 'Double', 'Boolean', 'String', 'Enum', 'Date', 'StringI18n'),
      required: fc.boolean(),
      maxLength: fc.constantFrom(1, 3),
      items: fc.subarray(['1', 'true', 'x'], { minLength: 1 }),
    },
    { requiredKeys: ['identifier', 'name', 'type', 'required', 'items'] },
  )
  .map((one) => masterDatumSchema.parse(one));
const group = fc.uniqueArray(wanted, { selector: (one) => one.identifier });
const value = fc.constantFrom(1, 1.5, true, '1', 'x', 'xxx', 'true', '2026-11-24', null, {
  defaultValue: 'x',
});
const values = fc.dictionary(fc.constantFrom('a', 'b'), value, { noNullPrototype: true });

/** Why a device may not carry these values under these master data, if so. */
const wrongIn = (data: readonly MasterDatum[], of: MasterDataValues): string | null => {
  for (const one of data) {
    const given = of[one.identifier] ?? null;
    if (one.required && given === null) return 'missing';
    if (misfit(one, given) !== null) return 'misfit';
  }
  return Object.keys(of).some((id) => of[id] !== null && !data.some((one) => one.identifier === id))
    ? 'stray'
    : null;
};

test('whoever fitted and does not fit any more is narrowed, and nobody else', () => {
  fc.assert(
    fc.property(group, group, values, (before, after, of) => {
      fc.pre([...before, ...after].every((one) => datumMisfit(one) === null));
      fc.pre(wrongIn(before, of) === null);
      const hit = narrowings(before, after).some((each) => isNarrowed(each, of));
      expect(hit).toBe(wrongIn(after, of) !== null);
    }),
    { numRuns: 3000 },
  );
});
