import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparisons, type Expression, maxDepth } from '../../shared/fql/expression.ts';
import { parseFql } from '../../shared/fql/parse.ts';
import { printFql } from '../../shared/fql/print.ts';

const parsed = (text: string): Expression => {
  const result = parseFql(text);
  if (!result.ok) throw new Error(`${result.fault.reason} at ${result.fault.at}`);
  return result.value;
};

describe('what the documentation shows', () => {
  test('`and` binds closer than `or`, parentheses closer still', () => {
    const a = { kind: 'compare', field: 'a', operator: '=', value: 1 };
    const b = { kind: 'compare', field: 'b', operator: '!=', value: 'x' };
    const c = { kind: 'in', field: 'c', values: ['y', 2] };
    expect(parsed(`a=1 or b!="x" AND c in ('y', 2)`)).toEqual({
      kind: 'or',
      terms: [a, { kind: 'and', terms: [b, c] }],
    });
    expect(parsed(`(a = 1 OR b != 'x') and c IN ("y",2)`)).toEqual({
      kind: 'and',
      terms: [{ kind: 'or', terms: [a, b] }, c],
    });
  });

  test('LIKE, IS NULL, any master datum, escaped quotes', () => {
    expect(parsed(`sn like '%7_'`)).toEqual({ kind: 'like', field: 'sn', pattern: '%7_' });
    expect(parsed('deviceData.remark IS NULL')).toMatchObject({ kind: 'null', isNull: true });
    expect(parsed('deviceData.remark is not null')).toMatchObject({ isNull: false });
    expect(parsed(`deviceData.* = "say \\"hi\\""`)).toMatchObject({
      field: 'deviceData.*',
      value: 'say "hi"',
    });
    expect(parsed(`sn = 'it\\'s'`)).toMatchObject({ value: "it's" });
    expect(parsed('deviceData.备注 = -1.5e3')).toMatchObject({
      field: 'deviceData.备注',
      value: -1500,
    });
  });

  test.for([
    ['', 0],
    ['sn', 2],
    ['sn = ', 5],
    ["sn = 'a", 5],
    ['sn = 1 2', 7],
    ['sn in ()', 7],
    ['(sn = 1', 7],
    ['sn = 1)', 6],
    ['sn ~ 1', 3],
    ['sn like 5', 8],
    ['sn = 12abc', 5],
    ["sn = 'a'; drop table device", 8],
  ] as const)('%j is refused at %i', ([text, at]) => {
    expect(parseFql(text)).toMatchObject({ ok: false, fault: { at } });
  });

  test('endless nesting ends', () => {
    const deep = (depth: number) => `${'('.repeat(depth)}sn = 1${')'.repeat(depth)}`;
    expect(parseFql(deep(maxDepth)).ok).toBe(true);
    expect(parseFql(deep(maxDepth + 1)).ok).toBe(false);
    expect(parseFql('('.repeat(100_000)).ok).toBe(false);
  });
});

const word = fc
  .stringMatching(/^[a-z][A-Za-z0-9_]{0,8}(\.[a-z][a-z0-9]{0,5})?$/)
  .filter((text) => !/^(and|or|in|like|is|not|null|true|false)$/i.test(text));
const literal = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.boolean(),
);
const condition: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    field: word,
    operator: fc.constantFrom(...comparisons),
    value: literal,
  }),
  fc.record({
    kind: fc.constant('in' as const),
    field: word,
    values: fc.array(literal, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('like' as const), field: word, pattern: fc.string() }),
  fc.record({ kind: fc.constant('null' as const), field: word, isNull: fc.boolean() }),
);
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    condition,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

describe('properties', () => {
  test('what is printed is read back the same, whatever the values hold', () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(parsed(printFql(tree))).toEqual(tree);
      }),
    );
  });

  test('no text whatsoever makes it throw, and a fault lies inside the text', () => {
    const soup = fc
      .array(fc.constantFrom('sn', 'and', 'or', 'in', '(', ')', ',', '=', "'", '"', '\\', '1', ' '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), soup), (text) => {
        const result = parseFql(text);
        if (!result.ok) expect(result.fault.at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});
