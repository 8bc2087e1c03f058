import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { decodePayload, encodePayload } from '../../shared/labels/payload.ts';

/** Anything a string can hold: controls, halves of pairs, emoji, our own separators. */
const hostile = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('/', '%', '%2F', 'LS:', ' ', '\u202e', '\ud800', '\udc00', '\0', 'A'), {
      minLength: 1,
    })
    .map((parts) => parts.join('')),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1 })
    .map((units) => String.fromCharCode(...units)),
);
const pair = fc.record({ groupId: hostile, deviceSn: hostile });

describe('a payload', () => {
  test('reads as group and SN', () => {
    const payload = { groupId: 'INV-5K', deviceSn: 'SN-2025-000042' };
    expect(encodePayload(payload)).toBe('LS:INV-5K/SN-2025-000042');
    expect(decodePayload('LS:INV-5K/SN-2025-000042')).toEqual(payload);
  });

  test('comes back from its text, whatever the group and the SN hold', () => {
    fc.assert(
      fc.property(pair, (payload) => {
        expect(decodePayload(encodePayload(payload))).toEqual(payload);
      }),
      { numRuns: 2000 },
    );
  });

  test('is visible ASCII only, so that no reader trims or garbles it', () => {
    fc.assert(
      fc.property(pair, (payload) => {
        expect(encodePayload(payload)).toMatch(/^LS:[!-~]+\/[!-~]+$/);
      }),
    );
  });

  test('has one text only: two different pairs never share a code', () => {
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        const equal = one.groupId === other.groupId && one.deviceSn === other.deviceSn;
        expect(encodePayload(one) === encodePayload(other)).toBe(equal);
      }),
    );
  });

  test('of upper-case parts stays in alphanumeric mode', () => {
    const { segments } = QRCode.create(encodePayload({ groupId: 'G-1', deviceSn: 'AB C/9%' }));
    expect(segments.map((segment) => segment.mode.id)).toEqual(['Alphanumeric']);
  });
});

describe('the decoder refuses', () => {
  test('any text that the encoder would have written otherwise', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((text) => `LS:${text}`),
        ),
        (text) => {
          const payload = decodePayload(text);
          if (payload) expect(encodePayload(payload)).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    '',
    'LS:',
    'LS:/',
    'LS:G/',
    'LS:/S',
    'LS:G',
    'ls:G/S',
    'LS:G/S/T',
    'LS:G/S\n',
    ' LS:G/S',
    'LS:G/S T',
    'LS:G/%41',
    'LS:G/%2f',
    'LS:G/%',
    'LS:G/%ZZ',
    'LS:G/%C0%AF',
    'LS:G/%ED%A0%80%ED%B0%80',
    'LS:G/智',
    ']Q1LS:G/S',
    'https://example.com/LS:G/S',
  ])('%j', (text) => {
    expect(decodePayload(text)).toBeNull();
  });
});
