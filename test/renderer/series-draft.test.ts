import { describe, expect, it } from 'vitest';
import { draftRules } from '../../renderer/groups/draft/drafts.ts';
import { ruleDraft } from '../../renderer/groups/draft/rule.ts';
import { seriesBody, seriesDraft, seriesFaults } from '../../renderer/groups/draft/series.ts';
import {
  tryRuleBeside,
  trySeries,
  trySeriesBeside,
} from '../../renderer/groups/draft/series-trial.ts';
import { sampleSn } from '../../renderer/scan/making/sample-sn.ts';
import type { RegistrationGroup } from '../../shared/models/catalog.ts';
import { type Series, seriesSchema } from '../../shared/models/series.ts';

/** A series as it is typed: nothing is lost on the way, and what comes of it is seen before it is saved. */

const now = () => new Date(2026, 10, 27, 12).getTime();
const of = { groupId: 'INV5K1', modelId: 'INV-5K' };
const weekly = seriesSchema.parse({
  parts: [
    { kind: 'text', text: 'INV5K1-' },
    { kind: 'date', form: 'YY' },
    { kind: 'date', form: 'WW' },
    { kind: 'counter' },
  ],
  counter: { width: 5 },
  reset: 'week',
});
const group = (groupId: string, series: Series): RegistrationGroup => ({
  groupId,
  name: groupId,
  description: '',
  masterDataGroupId: 'md',
  gatewayId: 'hub',
  modelId: '',
  privateModel: false,
  reprovisionMethod: 'none',
  autoActivation: false,
  autoRegistration: true,
  snRule: { checkDigit: 'none' },
  series,
});

it('is not cloned with its group: two groups would make the same SNs', () => {
  const { registrationGroup } = draftRules;
  const copy = registrationGroup.clone(registrationGroup.toDraft(group('INV5K1', weekly)));
  expect(registrationGroup.toBody(copy).series).toBeUndefined();
  const same = registrationGroup.toBody(registrationGroup.toDraft(group('INV5K1', weekly)));
  expect(same).toEqual(group('INV5K1', weekly));
});

describe('a series that is typed', () => {
  it.each<[string, object]>([
    ['weekly', weekly],
    [
      'with everything',
      {
        parts: [
          { kind: 'batch', length: 6, name: 'order' },
          { kind: 'model' },
          { kind: 'date', form: 'Y', codes: 'A-Z', codesFrom: 2020 },
          { kind: 'counter' },
        ],
        counter: { width: 4, alphabet: '0-9A-F', first: 16, last: 4000, step: 2 },
        reset: 'batch',
        checkDigit: 'luhnModN',
        checkCharacters: '0-9A-Z-',
      },
    ],
  ])('is saved as it was opened: %s', (_, raw) => {
    const series = seriesSchema.parse(raw);
    expect(seriesFaults(seriesDraft(series))).toEqual({});
    expect(seriesSchema.parse(seriesBody(seriesDraft(series)))).toEqual(series);
  });

  it('is none while it is off, whatever was typed', () => {
    const draft = seriesDraft(undefined);
    expect(seriesBody(draft)).toBeUndefined();
    expect(seriesFaults({ ...draft, width: 'wide' })).toEqual({});
    expect(trySeries(draft, of, now)).toBeNull();
  });

  it('says beside each field what is wrong with it', () => {
    const draft = seriesDraft(weekly);
    const wrong = { ...draft, width: '40', first: '', alphabet: 'Z-A', step: '1.5', last: '-1' };
    const parts = [{ ...(draft.parts[0] as (typeof draft.parts)[0]), text: '' }];
    expect(Object.keys(seriesFaults({ ...wrong, parts })).toSorted()).toEqual([
      'alphabet',
      'first',
      'last',
      'parts.0.text',
      'step',
      'width',
    ]);
    expect(trySeries(wrong, of, now)).toBeNull();
  });

  it('shows the first, the next and the last SN, and how many there are', () => {
    expect(trySeries(seriesDraft(weekly), of, now)).toMatchObject({
      ok: true,
      preview: {
        first: 'INV5K1-264800001',
        second: 'INV5K1-264800002',
        last: 'INV5K1-264899999',
        count: 99_999,
      },
    });
    expect(sampleSn({ ...of, series: weekly }, '', now)).toEqual({
      ok: true,
      value: 'INV5K1-264800001',
    });
  });

  it('says what does not go together', () => {
    const daily = { ...seriesDraft(weekly), reset: 'day' as const };
    const tried = trySeries(daily, of, now);
    expect(tried).toMatchObject({ ok: false, problem: { code: 'series-invalid' } });
    expect(JSON.stringify(tried)).toContain('series-unseen');
  });

  it('is tried on the SN rule that stands beside it', () => {
    const tried = trySeries(seriesDraft(weekly), of, now);
    if (!tried?.ok) throw new Error('it is readable');
    const rule = ruleDraft({ checkDigit: 'none' });
    expect(tryRuleBeside(tried.series, rule, of, now)).toMatchObject({
      tried: expect.any(Number) as number,
    });
    const refused = tryRuleBeside(tried.series, { ...rule, max: '12' }, of, now);
    expect(refused).toMatchObject({ code: 'series-invalid' });
    expect(JSON.stringify(refused)).toContain('INV5K1-26');
    expect(tryRuleBeside(tried.series, { ...rule, max: 'long' }, of, now)).toBeNull();
  });

  it('names other groups that make the same SNs, with both intervals', () => {
    const tried = trySeries(seriesDraft(weekly), of, now);
    if (!tried?.ok) throw new Error('it is readable');
    const same = group('OTHER', { ...weekly, reset: 'never', counter: { ...weekly.counter } });
    const apart = group(
      'APART',
      seriesSchema.parse({
        parts: [{ kind: 'text', text: 'MX' }, { kind: 'counter' }],
        counter: { width: 4 },
      }),
    );
    const beside = trySeriesBeside(tried.series, [group('INV5K1', weekly), same, apart], now);
    expect(beside).toMatchObject({ compared: 2, left: 0, found: [{ groupId: 'OTHER' }] });
    expect(beside.found[0]?.ours).toMatch(/^INV5K1-\d{4}00001–INV5K1-\d{4}99999$/);
    expect(beside.found[0]?.theirs).toMatch(/^INV5K1-/);
  });
});
