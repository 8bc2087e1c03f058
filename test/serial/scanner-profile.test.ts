import { describe, expect, test } from 'vitest';
import { type Acknowledgement, scannerSchema } from '../../shared/models/scanner.ts';
import { answerFor } from '../../shared/scanners/acknowledgement.ts';
import { readEscapes } from '../../shared/scanners/escapes.ts';
import { takeFrame } from '../../shared/scanners/frame.ts';

describe('bytes as a person types them', () => {
  test.each([
    ['', ''],
    ['OK', 'OK'],
    ['\\x1b7,', '\x1b7,'],
    ['\\e7,\\r\\n\\t', '\x1b7,\r\n\t'],
    ['\\\\x41', '\\x41'],
    ['\\xFf\\x00', '\xff\0'],
  ])('%j', (typed, bytes) => expect(readEscapes(typed)).toBe(bytes));

  test.each(['\\', '\\q', '\\x', '\\x1', '\\xg0', '好', 'a\\'])('%j cannot be read', (typed) => {
    expect(readEscapes(typed)).toBeNull();
    const custom = { kind: 'custom', accepted: typed };
    const wrong = [{ prefix: typed }, { suffix: typed }, { acknowledgement: custom }];
    for (const part of wrong) {
      expect(scannerSchema.safeParse({ id: 'a', path: '/dev/x', ...part }).success).toBe(false);
    }
  });
});

describe('what the scanner puts around a code', () => {
  const plain = { prefix: '', suffix: '', aim: 'auto' } as const;

  test.each([
    ['AB-1', plain, 'AB-1'],
    [']C1AB-1', plain, ']C1AB-1'],
    ['\x02AB-1\x03', { ...plain, prefix: '\\x02', suffix: '\\x03' }, 'AB-1'],
    ['<]C1AB-1>', { prefix: '<', suffix: '>', aim: 'on' }, ']C1AB-1'],
    [']C1AB-1', { ...plain, aim: 'off' }, ']X0]C1AB-1'],
    ['AB-1', { ...plain, aim: 'off' }, 'AB-1'],
  ] as const)('%j with %j is %j', (text, profile, data) => {
    expect(takeFrame(text, profile)).toEqual({ ok: true, value: data });
  });

  test.each([
    ['AB-1>', { prefix: '<', suffix: '>', aim: 'auto' }, 'prefix'],
    ['<AB-1', { prefix: '<', suffix: '>', aim: 'auto' }, 'suffix'],
    ['#', { prefix: '#', suffix: '#', aim: 'auto' }, 'suffix'],
    ['1AB-1', { ...plain, aim: 'on' }, 'AIM'],
    ['', { ...plain, aim: 'on' }, 'AIM'],
  ] as const)('%j with %j lacks its %s', (text, profile, part) => {
    expect(takeFrame(text, profile)).toMatchObject({
      ok: false,
      problem: { code: 'read-frame-torn', params: { part } },
    });
  });
});

test.each([
  [{ kind: 'none' }, ['', '', '']],
  [{ kind: 'honeywell' }, ['\x1b7,', '\x1b4,\x1b4,', '\x1b8,\x1b8,']],
  [{ kind: 'bel' }, ['\x07', '\x07\x07', '\x07\x07\x07']],
  [{ kind: 'custom', accepted: 'OK\\r', seen: '', refused: '\\x15' }, ['OK\r', '', '\x15']],
] as [Acknowledgement, string[]][])('the acknowledgement %j', (acknowledgement, [...bytes]) => {
  const verdicts = ['accepted', 'seen', 'refused'] as const;
  expect(verdicts.map((verdict) => answerFor(acknowledgement, verdict))).toEqual(bytes);
});

test('a scanner of old settings is what it was', () => {
  const old = { id: 'a', path: '/dev/ttyACM0', baudRate: 9600, terminator: 'any' };
  expect(scannerSchema.parse(old)).toEqual({
    ...old,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    prefix: '',
    suffix: '',
    aim: 'auto',
    acknowledgement: { kind: 'none' },
  });
});
