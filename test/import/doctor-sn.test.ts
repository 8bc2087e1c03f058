import { describe, expect, test } from 'vitest';
import { doctorRule } from '../../shared/import/doctor/rule.ts';
import { examineSn, isRoundedColumn } from '../../shared/import/doctor/sn.ts';
import { type SnRule, snRuleSchema } from '../../shared/models/catalog.ts';
import { must } from '../support/must.ts';

const rule = (given: Partial<SnRule>) => must(doctorRule(snRuleSchema.parse(given)));

const digits8 = rule({ pattern: '[0-9]{8}' });
const digits6 = rule({ pattern: '[0-9]{6}' });
const from4to8 = rule({ pattern: '[0-9]+', length: { min: 4, max: 8 } });
const hex6 = rule({ pattern: '[0-9A-F]{6}' });
const hex7 = rule({ pattern: '[0-9A-F]{7}' });
const inv = rule({ pattern: 'INV[0-9]{4}' });
const capitals6 = rule({ characters: 'A-Z0-9', length: { min: 6, max: 6 } });
const dashed = rule({ pattern: '[A-Z]{2}-[0-9]{4}' });
const words = rule({ pattern: '[A-Z]{2} [0-9]{4}' });
const anything = rule({});
const luhn8 = rule({ pattern: '[0-9]{8}', checkDigit: 'luhn' });
const mon2 = rule({ pattern: '[A-Z]{3}[0-9]{2}' });
const mon1 = rule({ pattern: '[A-Z]{3}[0-9]' });
const pair = rule({ pattern: '[0-9]-[0-9]' });
const long = rule({ pattern: '[0-9]{20}' });
const vin = rule({ pattern: '[A-Z0-9]{8}', noAmbiguous: true });
const decimal = rule({ pattern: '[0-9]{12}' });

type Case = [
  name: string,
  rule: ReturnType<typeof rule>,
  text: string,
  expected: string,
  why?: string,
];

describe('repaired: the rule leaves one', () => {
  test.each<Case>([
    // leading zeros
    ['one zero', digits8, '1234567', '01234567', 'repair-zeros'],
    ['many zeros', digits8, '7', '00000007', 'repair-zeros'],
    ['a zero of a check digit', luhn8, '1234566', '01234566', 'repair-zeros'],
    ['zeros behind a blank', digits8, ' 1234567', '01234567', 'repair-zeros'],
    ['zeros and decimals', digits8, '1234567.0', '01234567', 'repair-decimals'],
    ['decimals with a comma', digits8, '12345678,00', '12345678', 'repair-decimals'],
    ['thousands with commas', digits8, '12,345,678', '12345678', 'repair-groups'],
    ['thousands with dots', digits8, '12.345.678', '12345678', 'repair-groups'],
    ['thousands with quotes', digits8, "12'345'678", '12345678', 'repair-groups'],
    ['thousands with a lost zero', digits8, '1,345,678', '01345678', 'repair-groups'],
    ['thousands with blanks', digits8, '12 345 678', '12345678', 'repair-blank'],
    ['thousands with narrow blanks', digits8, '12\u202f345\u202f678', '12345678', 'repair-blank'],
    // powers of ten
    ['an E among digits', hex6, '5.57E+92', '557E90', 'repair-scientific'],
    ['the same with a comma', hex6, '5,57E+92', '557E90', 'repair-scientific'],
    [
      'one digit before the E',
      rule({ pattern: '[0-9]E[0-9]{2}' }),
      '3E+12',
      '3E12',
      'repair-scientific',
    ],
    [
      'a padded mantissa',
      rule({ pattern: '[0-9]E[0-9]{2}' }),
      '3.00E+12',
      '3E12',
      'repair-scientific',
    ],
    [
      'a small e',
      rule({ pattern: '[0-9]{3}e[0-9]{2}' }),
      '5.57E+92',
      '557e90',
      'repair-scientific',
    ],
    [
      'a whole number',
      rule({ pattern: '12[0-9]{4}' }),
      '1.20000E+05',
      '120000',
      'repair-scientific',
    ],
    [
      'digits that were rounded, but only one passes',
      rule({ pattern: '123456789[0-9]{2}', checkDigit: 'none', parts: [] }),
      '1.2345678912E+10',
      '12345678912',
      'repair-scientific',
    ],
    // dates
    ['a month with one digit', mon1, '1-Mar', 'MAR1', 'repair-date'],
    ['a month with two', mon2, '1-Mar', 'MAR01', 'repair-date'],
    ['a month before its day', mon2, 'Mar-05', 'MAR05', 'repair-date'],
    ['September in four letters', rule({ pattern: 'SEPT[0-9]' }), '2-Sep', 'SEPT2', 'repair-date'],
    ['a month with a year', rule({ pattern: 'MAR[0-9]{4}' }), 'Mar-24', 'MAR2024', 'repair-date'],
    ['a day as ISO', mon1, '2024-03-01', 'MAR1', 'repair-date'],
    ['a day with midnight', mon1, '2024-03-01 00:00:00', 'MAR1', 'repair-date'],
    ['a day as a workbook has it', mon1, '2024-03-01T00:00:00.000Z', 'MAR1', 'repair-date'],
    ['a Chinese day', mon1, '3月1日', 'MAR1', 'repair-date'],
    [
      'a whole date',
      rule({ pattern: '20[0-9]{2}-[0-9]-[0-9]' }),
      '2024/3/1',
      '2024-3-1',
      'repair-date',
    ],
    [
      'a whole date, padded',
      rule({ pattern: '20[0-9]{2}-[0-9]{2}-[0-9]{2}' }),
      '2024/3/15',
      '2024-03-15',
      'repair-date',
    ],
    ['equal halves', pair, '3-Mar', '3-3', 'repair-date'],
    ['a day no month has', rule({ pattern: '[0-9]{2}-[0-9]' }), '25/3/2024', '25-3', 'repair-date'],
    // look-alikes
    ['O for zero', digits6, '12O456', '120456', 'repair-look-alike'],
    ['several of them', digits6, 'O2O4I6', '020416', 'repair-look-alike'],
    ['l for one', digits6, '12l456', '121456', 'repair-look-alike'],
    ['a bar for one', digits6, '12|456', '121456', 'repair-look-alike'],
    ['o for zero', digits6, '12o456', '120456', 'repair-look-alike'],
    ['one for I', inv, '1NV0001', 'INV0001', 'repair-look-alike'],
    ['zero for O', rule({ pattern: 'BOX[0-9]{3}' }), 'B0X123', 'BOX123', 'repair-look-alike'],
    ['both ways at once', rule({ pattern: 'IO[0-9]{3}' }), '1012O', 'IO120', 'repair-look-alike'],
    [
      'among many zeros and ones',
      rule({ pattern: '[0-9]{16}' }),
      '1010101010101O10',
      '1010101010101010',
      'repair-look-alike',
    ],
    [
      'O where letters that look like digits are refused',
      vin,
      'AB12O456',
      'AB120456',
      'repair-look-alike',
    ],
    ['a Cyrillic O for zero', digits6, '12\u041e456', '120456', 'repair-look-alike'],
    ['small letters', inv, 'inv0001', 'INV0001', 'repair-case'],
    // other scripts
    ['a Cyrillic A', dashed, '\u0410B-1234', 'AB-1234', 'repair-foreign-letter'],
    ['all of it Cyrillic', capitals6, '\u0410\u0412\u0421123', 'ABC123', 'repair-foreign-letter'],
    ['a Greek letter', dashed, '\u0391B-1234', 'AB-1234', 'repair-foreign-letter'],
    ['full-width digits', digits8, '１２３４５６７８', '12345678', 'repair-full-width'],
    ['full-width digits that lost a zero', digits8, '１２３４５６７', '01234567', 'repair-zeros'],
    ['full-width letters and dash', dashed, 'ＡＢ－１２３４', 'AB-1234', 'repair-full-width'],
    ['Arabic digits', digits8, '١٢٣٤٥٦٧٨', '12345678', 'repair-digits'],
    ['mathematical digits', digits6, '𝟏𝟐𝟑𝟒𝟓𝟔', '123456', 'repair-digits'],
    // blanks and what nobody sees
    ['blanks around', inv, '  INV0001 ', 'INV0001', 'repair-blank'],
    ['a tab behind', inv, 'INV0001\t', 'INV0001', 'repair-blank'],
    ['a line end behind', inv, 'INV0001\r\n', 'INV0001', 'repair-blank'],
    ['a non-breaking blank', inv, '\u00a0INV0001', 'INV0001', 'repair-blank'],
    ['a full-width blank', inv, 'INV0001\u3000', 'INV0001', 'repair-blank'],
    ['a blank inside', inv, 'INV 0001', 'INV0001', 'repair-blank'],
    [
      'a non-breaking blank that must be a plain one',
      words,
      'AB\u00a01234',
      'AB 1234',
      'repair-blank',
    ],
    ['two blanks that must be one', words, 'AB  1234', 'AB 1234', 'repair-blank'],
    ['zero width', inv, 'INV\u200b0001', 'INV0001', 'repair-invisible'],
    ['a joiner', inv, '\u2060INV0001', 'INV0001', 'repair-invisible'],
    ['a mark that turns text round', inv, '\u202eINV0001\u202c', 'INV0001', 'repair-invisible'],
    ['a byte order mark', inv, '\ufeffINV0001', 'INV0001', 'repair-invisible'],
    ['a soft hyphen', inv, 'INV\u00ad0001', 'INV0001', 'repair-invisible'],
    ['a long dash', dashed, 'AB\u20131234', 'AB-1234', 'repair-dash'],
    ['a minus', dashed, 'AB\u22121234', 'AB-1234', 'repair-dash'],
    ['a formula that keeps a text', digits8, '="01234567"', '01234567', 'repair-wrapped'],
    ['an apostrophe that keeps a text', digits8, "'01234567", '01234567', 'repair-wrapped'],
    ['quotes', inv, '"INV0001"', 'INV0001', 'repair-wrapped'],
    ['several at once', inv, '\u00a0ＩＮＶ\u200b０００1 ', 'INV0001', 'repair-blank'],
  ])('%s', (_, given, text, deviceSn, why) => {
    const found = examineSn(text, given);
    expect(found).toMatchObject({ kind: 'repaired', deviceSn });
    expect(found.kind === 'repaired' && found.whys).toContain(why);
    expect(given.check(deviceSn)).toBeNull();
  });
});

describe('asked: there are two ways, or none', () => {
  test.each<Case>([
    ['zeros to more than one length', from4to8, '123', 'ask-two-ways'],
    ['two positions that may be exchanged', pair, '1-Mar', 'ask-two-ways'],
    [
      'a day and a month that may be exchanged',
      rule({ pattern: '[0-9]{2}-[0-9]{2}' }),
      '2024/3/1',
      'ask-two-ways',
    ],
    [
      'digits and letters that look alike, with a check digit',
      rule({ characters: 'A-Z0-9', length: { min: 4, max: 4 }, pattern: '[A-Z][A-Z0-9]{3}' }),
      '1O01',
      'ask-two-ways',
    ],
    ['a power of ten with room for zeros', hex7, '5.57E+92', 'ask-digits-lost'],
    ['a long number that was rounded', decimal, '1.23457E+11', 'ask-digits-lost'],
    ['the same with any rule', anything, '1.23457E+11\u00a0', 'clean-up'],
    ['a power of ten that no SN has', inv, '5.57E+92', 'ask-scientific'],
    ['a date that no SN is', inv, '2024/3/1', 'ask-date'],
    ['a month that no SN has', digits6, '1-Mar', 'ask-date'],
    ['a Cyrillic letter where any letter is taken', anything, '\u0410B1234', 'ask-scripts'],
    ['a Greek letter where any letter is taken', anything, 'B\u039f1234', 'ask-scripts'],
    ['a strange blank inside, where a blank is taken', anything, 'AB\u00a01234', 'ask-two-ways'],
    ['small letters that may be digits', capitals6, 'ol1234', 'ask-two-ways'],
  ])('%s', (_, given, text, why) => {
    const found = examineSn(text, given);
    if (why === 'clean-up')
      expect(found).toMatchObject({ kind: 'repaired', deviceSn: '1.23457E+11' });
    else expect(found).toMatchObject({ kind: 'asked', why });
  });

  test('with what may have been meant', () => {
    expect(examineSn('123', from4to8)).toMatchObject({
      proposals: ['0123', '00123', '000123', '0000123', '00000123'].map((deviceSn) => ({
        deviceSn,
        whys: ['repair-zeros'],
      })),
      problem: { code: 'sn-length' },
    });
  });

  test('numbers that a spreadsheet rounded all have zeros behind their fifteenth digit', () => {
    const rounded = ['12345678901234500000', '12345678901234600000', '12345678901234700000'];
    expect(isRoundedColumn(rounded)).toBe(true);
    expect(isRoundedColumn([...rounded, '12345678901234700001'])).toBe(false);
    const column = { rounded: true };
    expect(examineSn('12345678901234500000', long, { column })).toMatchObject({
      kind: 'asked',
      why: 'ask-digits-lost',
    });
    expect(examineSn('12345678901234500000', long)).toMatchObject({ kind: 'clean' });
  });
});

describe('clean: the rule takes it', () => {
  test.each<Case>([
    ['what looks like a power of ten', hex6, '557E90', ''],
    ['what looks like a date', mon1, 'MAR1', ''],
    ['an O beside digits', capitals6, '12O456', ''],
    ['a shown power of ten where any text is taken', anything, '5.57E+92', ''],
    ['a short number where any length is taken', anything, '7', ''],
    ['Chinese', anything, '设备001', ''],
    ['all of it Cyrillic', anything, 'Ж\u0410', ''],
    ['a blank inside', words, 'AB 1234', ''],
  ])('%s', (_, given, text) => {
    expect(examineSn(text, given)).toEqual({ kind: 'clean', deviceSn: text });
  });
});

describe('refused: nothing happened to it that we know of', () => {
  test.each<Case>([
    ['nothing', inv, '', 'read-empty'],
    ['blanks', inv, '  \u00a0', 'sn-characters'],
    ['another kind of SN', inv, 'BOX0001', 'sn-pattern'],
    ['a wrong check digit', luhn8, '12345679', 'sn-check-digit'],
    ['too long', digits8, '123456789', 'sn-pattern'],
  ])('%s', (_, given, text, code) => {
    expect(examineSn(text, given)).toMatchObject({ kind: 'refused', problem: { code } });
  });
});
