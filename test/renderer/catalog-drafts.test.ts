import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datumBody, datumDraft } from '../../renderer/groups/draft/datum.ts';
import { draftRules, isDirty, moveEdit, saveEdit } from '../../renderer/groups/draft/drafts.ts';
import { takeIn } from '../../renderer/groups/draft/master-data-group.ts';
import { changedFields, rebase } from '../../renderer/groups/draft/rebase.ts';
import {
  checkOf,
  type RuleDraft,
  ruleBody,
  ruleDraft,
  ruleFaults,
  tryRule,
} from '../../renderer/groups/draft/rule.ts';
import type { PartDraft } from '../../renderer/groups/draft/rule-parts.ts';
import { findItem, itemsOf, shownKinds } from '../../renderer/groups/items.ts';
import type { MasterDatum, SnRule } from '../../shared/models/catalog.ts';
import { catalogEditSchema } from '../../shared/models/catalog-edit.ts';
import { richCatalog, richRetired } from '../support/pretend-catalog-items.ts';

/** What an engineer types in the catalog editor, and what is saved of it. */

const catalog = richCatalog();
const around = { catalog, retired: richRetired() };
const inverter = () => {
  const found = findItem(catalog, 'registrationGroup', 'INV5K1');
  if (!found) throw new Error('the sample has it');
  return found;
};
const groupWith = (change: object) => ({
  ...draftRules.registrationGroup.toDraft(inverter()),
  ...change,
});
const groupFaults = (change: object, before = inverter() as ReturnType<typeof inverter> | null) =>
  draftRules.registrationGroup.faults(groupWith(change), { ...around, before });

const text = fc
  .string({ minLength: 1, maxLength: 60 })
  .map((each) => each.replaceAll(/[\s\0]/g, '_'));
const dataOf = (type: MasterDatum['type'], value: fc.Arbitrary<MasterDatum['default']>) =>
  fc.record(
    {
      identifier: text,
      name: text,
      names: fc.dictionary(fc.constantFrom('zh-CN', 'de', 'fr-CA'), text, { minKeys: 1 }),
      type: fc.constant(type),
      required: fc.boolean(),
      default: value,
      unit: text.map((each) => each.slice(0, 30)),
      tags: fc.dictionary(fc.constantFrom('DPS', 'line', 'x'), text),
      description: text,
      descriptions: fc.dictionary(fc.constantFrom('zh-CN', 'de'), text, { minKeys: 1 }),
    },
    { requiredKeys: ['identifier', 'name', 'type', 'required', 'tags', 'description'] },
  );
const data = fc.oneof(
  dataOf('Integer', fc.maxSafeInteger()),
  dataOf(
    'Double',
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
  ),
  dataOf('Boolean', fc.boolean()),
  dataOf('Date', fc.constantFrom('2025-11-24', '2025-11-24T08:00:00Z')),
  dataOf('String', text),
  dataOf(
    'StringI18n',
    fc.record({ defaultValue: text, i18nValue: fc.constant({ 'zh-CN': '值' }) }),
  ),
);

describe('what is opened and saved again', () => {
  it.each(shownKinds)('is the same: %s', (kind) => {
    for (const body of itemsOf(catalog, kind)) {
      const rules = draftRules[kind] as (typeof draftRules)['gateway'];
      const draft = rules.toDraft(body as never);
      expect(rules.toBody(draft)).toEqual(body);
      expect(rules.faults(draft, { ...around, before: body as never })).toEqual({});
      const edit = saveEdit(kind, draft as never, body as never);
      expect(catalogEditSchema.parse(edit)).toEqual(edit);
    }
  });

  it('is the same for any master datum', () => {
    fc.assert(
      fc.property(data, (datum) => {
        expect(datumBody(datumDraft(datum))).toEqual(datum);
      }),
    );
  });

  it('whatever is typed, what has no fault is taken by the call', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.constantFrom('', '5', '1e3', 'true', 'one', '2025-01-01'),
    );
    fc.assert(
      fc.property(data, typed, typed, typed, (datum, value, maxLength, items) => {
        const row = { ...datumDraft(datum), default: value, maxLength, items };
        const draft = {
          ...draftRules.masterDataGroup.blank(),
          id: 'x',
          name: 'X',
          assetType: 'X',
          masterData: [row],
        };
        const faults = draftRules.masterDataGroup.faults(draft, { ...around, before: null });
        if (Object.keys(faults).length > 0) return;
        const edit = saveEdit('masterDataGroup', draft, null);
        expect(catalogEditSchema.safeParse(edit).success).toBe(true);
      }),
    );
  });

  it('of a type that has no use for it, what was typed is kept in the form and not saved', () => {
    const row = {
      ...datumDraft({
        identifier: 'a',
        name: 'A',
        type: 'Enum',
        required: false,
        items: ['x'],
        tags: {},
        description: '',
      }),
      type: 'Integer' as const,
    };
    expect(datumBody(row).items).toBeUndefined();
    expect(datumBody({ ...row, type: 'Enum' }).items).toEqual(['x']);
  });
});

describe('a field says what is wrong with it', () => {
  it.each([
    ['name', { name: ' ' }, { code: 'needed' }],
    ['name', { name: 'n'.repeat(65) }, { code: 'long', params: { max: 64, length: 65 } }],
    [
      'names.zh-CN',
      { names: { 'zh-CN': '名'.repeat(70) } },
      { code: 'long', params: { max: 64, length: 70 } },
    ],
    [
      'description',
      { description: 'd'.repeat(513) },
      { code: 'long', params: { max: 512, length: 513 } },
    ],
    ['masterDataGroupId', { masterDataGroupId: '' }, { code: 'needed' }],
    ['gatewayId', { gatewayId: 'hub-2019' }, { code: 'gone' }],
    ['groupSecret', { groupSecret: 'secret ' }, { code: 'edges' }],
  ])('%s', (field, change, fault) => {
    expect(groupFaults(change)).toEqual({ [field]: fault });
  });

  it.each([
    ['INV5K1', { code: 'taken' }],
    ['INV3K0', { code: 'retired' }],
    ['', { code: 'needed' }],
  ])('an identifier that is made new: "%s"', (groupId, fault) => {
    expect(groupFaults({ groupId }, null)).toMatchObject({ groupId: fault });
  });

  it('a link that the group had already may lead to something retired', () => {
    const before = { ...inverter(), gatewayId: 'hub-2019' };
    expect(groupFaults({ gatewayId: 'hub-2019' }, before)).toEqual({});
  });

  it('the SN rule, each part beside its field', () => {
    const bad = { pattern: '(', min: '9', max: '3', characters: 'z-a' };
    const rule = { ...ruleDraft({ checkDigit: 'none' }), ...bad };
    const faults = groupFaults({ rule });
    expect(Object.keys(faults).toSorted()).toEqual(['rule.characters', 'rule.max', 'rule.pattern']);
    expect(faults['rule.max']).toEqual({ code: 'order' });
  });

  it('of one master datum, under its row; a repeated one under both', () => {
    const row = datumDraft({
      identifier: 'a',
      name: 'A',
      type: 'Integer',
      required: false,
      tags: {},
      description: '',
    });
    const draft = {
      ...draftRules.masterDataGroup.blank(),
      id: 'x',
      name: 'X',
      assetType: 'X',
      masterData: [row, { ...row, default: '1.5' }, { ...row, identifier: 'orgId' }],
    };
    expect(draftRules.masterDataGroup.faults(draft, { ...around, before: null })).toEqual({
      'masterData.0.identifier': { code: 'taken' },
      'masterData.1.identifier': { code: 'taken' },
      'masterData.1.default': { code: 'integer' },
      'masterData.2.identifier': { code: 'builtIn' },
    });
  });
});

describe('an SN that is tried', () => {
  const rule: RuleDraft = {
    ...ruleDraft({ pattern: '[0-9]+', checkDigit: 'luhn' }),
    min: '4',
  };
  const of = { groupId: 'INV5K1', modelId: 'inverter-5k' };
  const now = () => Date.parse('2026-06-15T12:00:00Z');
  it.each([
    ['', 'unasked'],
    ['79927398713', 'fits'],
    ['123', 'sn-length'],
    ['12A4', 'sn-pattern'],
    ['79927398710', 'sn-check-digit'],
  ])('"%s": %s', (sample, said) => {
    const answer = tryRule(checkOf(rule, of, now), sample);
    expect(typeof answer === 'object' ? answer.code : answer).toBe(said);
  });

  it('is not tried against a rule that is broken itself', () => {
    expect(tryRule(checkOf({ ...rule, pattern: '(' }, of, now), '1234')).toBe('unasked');
  });
});

describe('a rule that is typed', () => {
  const whole: SnRule = {
    pattern: '(?P<model>[a-z0-9-]+)/(?P<week>[0-9]{4})(?P<count>[0-9]{5})',
    length: { min: 4, max: 40 },
    characters: 'a-z0-9/-',
    noAmbiguous: true,
    checkDigit: 'luhnModN',
    checkCharacters: '0-9',
    parts: [
      { name: 'model', equals: 'modelId' },
      { name: 'week', date: { form: 'YYWW', notBefore: '2024-01-01', maxAgeDays: 90 } },
      { name: 'count', range: { min: 1, max: 50_000 } },
      { name: 'model', values: ['a', 'b'] },
    ],
    examples: { good: ['a/262500001'], bad: ['b'] },
  };
  it('is saved as it was loaded, every part of it', () => {
    expect(ruleBody(ruleDraft(whole))).toEqual(whole);
    expect(ruleFaults(ruleDraft(whole))).toEqual({});
  });

  it('says beside each field of a part what is wrong with it', () => {
    const [part] = ruleDraft(whole).parts as [PartDraft];
    const parts: PartDraft[] = [
      { ...part, name: 'colour' },
      { ...part, kind: 'values', values: ' , ' },
      { ...part, kind: 'range', min: '9', max: '3' },
      { ...part, kind: 'date', form: 'WWDD', notBefore: '2026-02-30', maxAgeDays: 'x' },
      { ...part, kind: 'equals', equals: ' ' },
    ];
    expect(ruleFaults({ ...ruleDraft(whole), parts })).toMatchObject({
      'parts.0.name': { code: 'noPart' },
      'parts.1.values': { code: 'needed' },
      'parts.2.max': { code: 'order' },
      'parts.3.form': { code: 'dateForm' },
      'parts.3.notBefore': { code: 'date' },
      'parts.3.maxAgeDays': { code: 'whole' },
      'parts.4.equals': { code: 'needed' },
    });
  });
});

describe('an edit', () => {
  it('is dirty as soon as anything is typed, a secret too', () => {
    const start = groupWith({});
    expect(isDirty(start, groupWith({}))).toBe(false);
    expect(isDirty(start, groupWith({ groupSecret: 's' }))).toBe(true);
  });

  it('carries a secret only when one was typed, and never in the body', () => {
    expect(saveEdit('registrationGroup', groupWith({}), inverter())).not.toHaveProperty(
      'groupSecret',
    );
    const edit = saveEdit('registrationGroup', groupWith({ groupSecret: 's3' }), inverter());
    expect(edit).toMatchObject({ groupSecret: 's3' });
    expect(JSON.stringify(edit.body)).not.toContain('s3');
  });

  it('of a clone is that of a new item, with an identifier still to be typed', () => {
    const clone = draftRules.masterDataGroup.clone(
      draftRules.masterDataGroup.toDraft(catalog.masterDataGroups[0] as never),
    );
    expect(clone.id).toBe('');
    expect(clone.masterData.every(({ made }) => !made)).toBe(true);
  });

  it('retires what is there, and brings back what was', () => {
    const [gateway] = richRetired().gateways;
    expect(moveEdit('gateway', gateway as never, 'used')).toEqual({
      kind: 'gateway',
      body: gateway,
      before: null,
      retired: false,
    });
    expect(moveEdit('gateway', gateway as never, 'retired')).toMatchObject({
      before: gateway,
      retired: true,
    });
  });

  it('takes in a file: the same identifier is replaced where it stands, others go to the end', () => {
    const datum = (identifier: string, name: string): MasterDatum => ({
      identifier,
      name,
      type: 'String',
      required: false,
      tags: {},
      description: '',
    });
    const rows = ['a', 'b', 'c'].map((id) => datumDraft(datum(id, id)));
    const taken = takeIn(rows, [datum('d', 'new'), datum('b', 'changed')]);
    expect(taken.map(({ identifier, name, made }) => [identifier, name, made])).toEqual([
      ['a', 'a', true],
      ['b', 'changed', true],
      ['c', 'c', true],
      ['d', 'new', false],
    ]);
  });
});

describe('two who change the same item', () => {
  const before = { id: 'a', name: 'A', type: 'x', names: { 'zh-CN': '一' } };
  it('keep what each of them touched', () => {
    const mine = { ...before, name: 'Mine', type: 'mine' };
    const theirs = { ...before, type: 'theirs', names: { 'zh-CN': '二' } };
    expect(rebase(before, mine, theirs)).toEqual({
      id: 'a',
      name: 'Mine',
      type: 'mine',
      names: { 'zh-CN': '二' },
    });
  });

  it('a field that one of them emptied is gone, and the order of writing is no change', () => {
    const { names: _, ...without } = before;
    expect(rebase(before, without as typeof before, { ...before, name: 'B' })).toEqual({
      ...without,
      name: 'B',
    });
    expect(rebase(before, { ...before, name: 'B' }, without as typeof before)).toEqual({
      ...without,
      name: 'B',
    });
    const other = { type: 'x', name: 'A', names: { 'zh-CN': '一' }, id: 'a' };
    expect(changedFields(before, other)).toEqual([]);
  });
});
