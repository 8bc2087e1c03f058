import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePayload } from '../../shared/labels/payload.ts';
import type { SnRule } from '../../shared/models/catalog.ts';
import { problemCodes } from '../../shared/problems.ts';
import { compileRule, type SnCheck } from '../../shared/serial/rule.ts';
import { understand } from '../../shared/serial/understand.ts';
import { luhnDigit, mod10Digit } from '../support/serial-numbers.ts';
import { must, mustFail } from '../support/station.ts';
import { group, rules, type Story, stories } from './stories.ts';

const checks = Object.fromEntries(
  Object.entries(rules).map(([name, rule]) => [name, must(compileRule(rule, group))]),
) as Record<keyof typeof rules, SnCheck>;

const told = ({ story, text, under }: Story) =>
  `${story}, ${under}: ${JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)}`;

describe('what a text means for a group', () => {
  test.for(stories.map((story) => [told(story), story] as const))(
    '%s',
    ([, { text, under, sn, no }]) => {
      const understood = understand(text, group, checks[under]);
      if (understood.ok) {
        expect({ sn: understood.deviceSn }).toEqual({ sn });
      } else {
        expect({ no: understood.problem.code, message: understood.problem.message }).toEqual({
          no,
          message: expect.stringMatching(/^.{10,}$/s),
        });
        // Nobody may read a made-up SN beside a refusal.
        if (no === 'read-no-sn' || no === 'read-empty') expect(understood.deviceSn).toBeUndefined();
      }
    },
  );

  test('no two stories are the same, and there are enough of them', () => {
    const keys = stories.map(({ text, under }) => `${under}|${text}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(stories.length).toBeGreaterThan(200);
    console.info(`${stories.length} stories`);
  });

  test('the identifier is kept beside what was understood, and beside a refusal', () => {
    expect(understand(']d1AB-0001', group, checks.inverter)).toMatchObject({
      ok: true,
      aim: ']d1',
    });
    expect(understand(']Q1{}', group, checks.inverter)).toMatchObject({ ok: false, aim: ']Q1' });
    expect(understand('AB-0001', group, checks.inverter)).not.toHaveProperty('aim');
  });

  test('a refusal names the place and the character, invisible ones by their code', () => {
    const said = (text: string) => understand(text, group, checks.inverter);
    expect(said('AB-0l01')).toMatchObject({
      deviceSn: 'AB-0l01',
      problem: { params: { position: 5, character: 'l' } },
    });
    expect(said('AB\u200b01')).toMatchObject({
      problem: { params: { position: 3, character: 'U+200B' } },
    });
    expect(said('😀😀l')).toMatchObject({ problem: { params: { position: 1, character: '😀' } } });
    expect(understand('79927398710', group, checks.luhn)).toMatchObject({
      problem: { params: { found: '0', expected: '3' } },
    });
    expect(said('LS:MTR3P2/AB-0001')).toMatchObject({
      problem: { params: { found: 'MTR3P2', expected: group } },
    });
  });
});

describe('the characters of a rule', () => {
  const takes = (characters: string, text: string): boolean =>
    must(compileRule({ characters, checkDigit: 'none' }))(text) === null;

  test.for([
    ['A-Z0-9-', 'AZ09-', 'az_ '],
    ['-A-Z', '-AZ', '09a'],
    ['A-Z-9', 'AZ-9', '08a'],
    ['-', '-', 'A0'],
    ['A-', 'A-', 'BZ'],
    ['A-A', 'A', 'B-'],
    ['abc', 'abc', 'dA'],
    ['0-9A-F:', '09AF:', 'Ga;'],
    ['.*+?^$()[]{}|\\', '.*+?^$()[]{}|\\', 'a0'],
    ['一-龥', '序列号', 'A0'],
    ['😀-😂', '😀😁😂', '😃A'],
    ['A-Z ', 'AZ', 'a'],
  ] as const)('"%s" takes each of "%s" and none of "%s"', ([spec, yes, no]) => {
    for (const character of yes) expect(takes(spec, character), character).toBe(true);
    for (const character of no) expect(takes(spec, character), character).toBe(false);
  });

  test.for(['Z-A', '9-0', 'A-Z9-0', '\u0000-\u{10ffff}'])('"%s" is no range', (characters) => {
    const problem = mustFail(compileRule({ characters, checkDigit: 'none' }, group));
    expect(problem.code).toBe('rule-invalid');
    expect(problem.message).toContain(group);
  });

  test('what cannot be seen is refused even where a rule lists it', () => {
    expect(takes('A-Z\u200b', 'A\u200bB')).toBe(false);
    expect(takes('\u0000-\u00ff', 'A\u0007B')).toBe(false);
  });
});

describe('length and pattern of a rule', () => {
  const verdict = (rule: Omit<SnRule, 'checkDigit'>, text: string) =>
    must(compileRule({ checkDigit: 'none', ...rule }))(text)?.code ?? 'fits';

  test('the pattern must match the whole SN, not a part of it', () => {
    expect(verdict({ pattern: '[0-9]{4}' }, '1234')).toBe('fits');
    expect(verdict({ pattern: '[0-9]{4}' }, '12345')).toBe('sn-pattern');
    expect(verdict({ pattern: '[0-9]{4}' }, 'A1234')).toBe('sn-pattern');
    expect(verdict({ pattern: 'AB|ABC' }, 'ABC')).toBe('fits');
    expect(verdict({ pattern: '^AB$' }, 'AB')).toBe('fits');
    expect(verdict({ pattern: '(?i)ab' }, 'AB')).toBe('fits');
    expect(verdict({ pattern: '.' }, '😀')).toBe('fits');
  });

  test('length counts characters, both ends included', () => {
    const length = { min: 2, max: 3 };
    expect(verdict({ length }, 'A')).toBe('sn-length');
    expect(verdict({ length }, '😀😀')).toBe('fits');
    expect(verdict({ length }, '😀😀😀')).toBe('fits');
    expect(verdict({ length }, 'ABCD')).toBe('sn-length');
  });

  test.for(['[', '(', 'a**', '(?=a)b', '(a)\\1', '(?<!a)b', 'a{2000}', '\\'])(
    'the pattern "%s" is refused with a sentence, not thrown',
    (pattern) => {
      expect(mustFail(compileRule({ pattern, checkDigit: 'none' }, group)).code).toBe(
        'rule-invalid',
      );
    },
  );

  test.for([
    '(a+)+$',
    '(a|a)*b',
    '(a|aa)+$',
    '([a-zA-Z]+)*$',
    '(.*a){12}',
    '(a*)*b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
  ])('the pattern %s, which takes other engines years, is through in no time', (pattern) => {
    const check = must(compileRule({ pattern, checkDigit: 'none' }));
    const from = performance.now();
    expect(check(`${'a'.repeat(63)}!`)?.code).toBe('sn-pattern');
    // Years against milliseconds: no machine is slow enough to blur the two.
    expect(performance.now() - from).toBeLessThan(2000);
  });

  test('the longest run of blanks costs no time either', () => {
    const from = performance.now();
    understand(`A${' '.repeat(7087)}B`, group, checks.loose);
    understand(`]Q1${'\0'.repeat(7000)}B`, group, checks.loose);
    understand(`${'(21)A'.repeat(1400)}(`, group, checks.loose);
    understand('{"a":'.repeat(1400), group, checks.loose);
    understand(`{"sn":${'['.repeat(7000)}`, group, checks.loose);
    expect(performance.now() - from).toBeLessThan(500);
  });
});

describe('for any text', () => {
  const anyCheck = fc.constantFrom(...Object.values(checks));
  const shreds = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...[
            ']Q1',
            ']C1',
            ']d2',
            '01',
            '21',
            '09506000134352',
            '\u001d',
            '(01)',
            '(21)',
            '(',
            ')',
          ],
          ...[
            '{',
            '}',
            '[',
            ']',
            '"sn"',
            ':',
            '"',
            ',',
            '\\u',
            'https://',
            '/',
            '?',
            '&',
            '=',
            '%',
            '#',
          ],
          ...[
            'sn=',
            'LS:',
            `LS:${group}/`,
            '\r\n',
            '\0',
            ' ',
            '\ufeff',
            '__proto__',
            'AB-0001',
            '1e9',
            '-',
          ],
        ),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));
  const anyText = fc.oneof(
    shreds,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.json(),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => new TextDecoder().decode(bytes)),
  );

  test('there is an answer, always the same one, and what is accepted keeps the rule', () => {
    fc.assert(
      fc.property(anyText, anyCheck, (text, check) => {
        const understood = understand(text, group, check);
        expect(understand(text, group, check)).toEqual(understood);
        if (understood.ok) {
          expect(check(understood.deviceSn)).toBeNull();
          expect(understood.deviceSn).toBe(understood.deviceSn.trim());
        } else {
          expect(problemCodes).toContain(understood.problem.code);
          expect(understood.problem.message.length).toBeGreaterThan(5);
        }
      }),
      { numRuns: 20_000 },
    );
  });

  test('blanks and line ends around it change nothing', () => {
    const edges = fc.string({ unit: fc.constantFrom(' ', '\r', '\n', '\t', '\0'), maxLength: 3 });
    fc.assert(
      fc.property(anyText, edges, edges, anyCheck, (text, before, after, check) => {
        fc.pre(text.length < 7000);
        expect(understand(before + text + after, group, check)).toEqual(
          understand(text, group, check),
        );
      }),
      { numRuns: 5000 },
    );
  });
});

describe('an SN that keeps its rule is understood in every dress', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'];
  const digits = [...'0123456789'];
  const body = (of: string[], min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...of), minLength: min, maxLength: max });
  const cases = fc.oneof(
    fc.tuple(
      fc.constant('inverter' as const),
      body(letters, 4, 20).filter((sn) => sn[0] !== '-'),
    ),
    fc.tuple(
      fc.constant('luhn' as const),
      body(digits, 1, 19).map((sn) => sn + luhnDigit(sn)),
    ),
    fc.tuple(
      fc.constant('mod10' as const),
      body(digits, 1, 19).map((sn) => sn + mod10Digit(sn)),
    ),
  );
  const dresses: Record<string, (sn: string) => string> = {
    raw: (sn) => sn,
    'raw with a line end': (sn) => ` ${sn}\r\n`,
    QR: (sn) => `]Q1${sn}`,
    'Code 128': (sn) => `]C0${sn}`,
    'Data Matrix': (sn) => `]d1${sn}`,
    JSON: (sn) => JSON.stringify({ sn }),
    'JSON with its group': (sn) => JSON.stringify({ groupId: group, deviceSn: sn, v: 2 }),
    'JSON behind an identifier': (sn) => `]Q1${JSON.stringify({ serialNumber: sn })}`,
    query: (sn) => `https://x.example/a/b?x=1&sn=${sn}`,
    path: (sn) => `https://x.example/sn/${sn}`,
    'Digital Link': (sn) => `https://id.gs1.org/01/09506000134352/21/${sn}`,
    'GS1 with FNC1': (sn) => `]C1010950600013435221${sn}`,
    'GS1 with lot': (sn) => `]d210L\u001d21${sn}\u001d17291231`,
    'GS1 in brackets': (sn) => `(01)09506000134352(21)${sn}`,
    'our own label': (sn) => encodePayload({ groupId: group, deviceSn: sn }),
    'our own label behind an identifier': (sn) =>
      `]Q1${encodePayload({ groupId: group, deviceSn: sn })}`,
  };

  test.for(Object.entries(dresses))('%s', ([, dress]) => {
    fc.assert(
      fc.property(cases, ([rule, sn]) => {
        expect(understand(dress(sn), group, checks[rule])).toMatchObject({
          ok: true,
          deviceSn: sn,
        });
      }),
      { numRuns: 1500 },
    );
  });

  test('whatever a group without a rule takes, its label brings back', () => {
    const anySn = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((sn) => checks.loose(sn) === null);
    fc.assert(
      fc.property(anySn, (deviceSn) => {
        const scanned = understand(
          encodePayload({ groupId: group, deviceSn }),
          group,
          checks.loose,
        );
        expect(scanned).toMatchObject({ ok: true, deviceSn });
      }),
      { numRuns: 5000 },
    );
  });

  test('a misread digit is never accepted: every single wrong digit is seen', () => {
    const place = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(cases, place, ([rule, sn], [at, by]) => {
        fc.pre(rule !== 'inverter');
        const index = at % sn.length;
        const wrong = String((Number(sn[index]) + by) % 10);
        const misread = sn.slice(0, index) + wrong + sn.slice(index + 1);
        expect(understand(misread, group, checks[rule])).toMatchObject({
          ok: false,
          problem: { code: 'sn-check-digit' },
        });
      }),
      { numRuns: 3000 },
    );
  });
});
