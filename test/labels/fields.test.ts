import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldNames, fieldText, parseFieldText } from '../../shared/labels/fields.ts';
import type { LabelRecord } from '../../shared/models/label.ts';

const record = (fields: Record<string, string> = {}, deviceSn = 'SN-1'): LabelRecord => ({
  groupId: 'INV-5K',
  deviceSn,
  title: 'Inverter 5 kW',
  fields,
});
const filled = (text: string, fields: Record<string, string> = {}) => {
  const made = fieldText(text, record(fields));
  return made.ok ? made.value : `${made.problem.code} ${JSON.stringify(made.problem.params)}`;
};

describe('a text with fields', () => {
  test.each([
    ['', ''],
    ['plain', 'plain'],
    ['{deviceSn} of {groupId}', 'SN-1 of INV-5K'],
    ['{groupName}', 'Inverter 5 kW'],
    ['MAC {masterData.MAC}', 'MAC 00:11'],
    ['{masterData.none|masterData.MAC}', '00:11'],
    ['{masterData.none|batchTag|"—"}', '—'],
    ['{masterData.none|""}', ''],
    ['{batchTag}', ''],
    ['{{{deviceSn}}}', '{SN-1}'],
    ['}}{{', '}{'],
    ['{batchTag|"a}|{b ""c"""}', 'a}|{b "c"'],
    ['{date:YYYY-MM-DD}', '2024-12-30'],
    ['{date:YY.MM.DD}', '24.12.30'],
    ['{date:GGGG-WW}/{date:DDD}', '2025-01/365'],
    ['{time:HH:mm}', '23:59'],
    ['{masterData.a:b c}', 'odd name'],
  ])('%j is %j', (text, said) => {
    const fields = { 'masterData.MAC': '00:11', date: '2024-12-30', time: '23:59:01' };
    expect(filled(text, { ...fields, 'masterData.a:b c': 'odd name' })).toBe(said);
  });

  test.each([
    ['{', 1],
    ['a{deviceSn', 2],
    ['}', 1],
    ['{}', 1],
    ['{deviceSn|}', 1],
    ['{|deviceSn}', 1],
    ['{"a"|deviceSn}', 1],
    ['{a{deviceSn}}', 1],
    ['{date:tomorrow}', 1],
    ['{time:YYYY}', 1],
    ['ok {batchTag|"open}', 4],
  ])('%j is refused at character %i', (text, at) => {
    expect(parseFieldText(text)).toMatchObject({
      ok: false,
      problem: { code: 'label-text-wrong', params: { text, at } },
    });
  });

  test.each(['devicesn', 'masterData.', 'groupSecret', '__proto__', 'constructor', ' deviceSn'])(
    'a field %j is unknown',
    (field) => {
      expect(parseFieldText(`{${field}}`)).toMatchObject({
        problem: { code: 'label-field-unknown', params: { field } },
      });
    },
  );

  test('a code gets no half text: an empty field without a fallback is refused', () => {
    expect(fieldText('A{masterData.MAC|batchTag}', record(), 'whole')).toMatchObject({
      problem: { code: 'label-field-empty', params: { field: 'masterData.MAC', deviceSn: 'SN-1' } },
    });
    expect(fieldText('A{batchTag|"-"}', record(), 'whole')).toEqual({ ok: true, value: 'A-' });
  });

  test('whatever a field holds comes out literally, never read as grammar', () => {
    const nasty = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'{}|":.deviceSn^XZ~\u202e\u0000') }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{deviceSn}', '{{', '$&', '$1', '^XZ~JR', '{masterData.key|"x"}'),
    );
    fc.assert(
      fc.property(nasty, nasty, fc.constantFrom(...fieldNames.slice(2, 8)), (sn, value, name) => {
        const made = fieldText(`<{deviceSn}>{{{${name}}}}<{masterData.x|"-"}>`, {
          ...record({ [name]: value, 'masterData.x': value }, sn),
        });
        const shown = value === '' ? '-' : value;
        expect(made).toEqual({ ok: true, value: `<${sn}>{${value}}<${shown}>` });
      }),
    );
  });

  test('whatever a template says is a text or a problem, and braces written twice are any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}|"a:deviceSn ') }), (text) => {
        const made = parseFieldText(text);
        if (!made.ok) expect(made.problem.code).toMatch(/^label-(text-wrong|field-unknown)$/);
        const escaped = text.replaceAll('{', '{{').replaceAll('}', '}}');
        expect(filled(escaped)).toBe(text);
      }),
    );
  });
});
