/**
 * EnOS search expressions (FQL), the part that device search documents: comparisons, IN, LIKE and
 * IS NULL joined by `and` and `or`.
 */

export type Literal = string | number | boolean;

export const comparisons = ['=', '!=', '<=', '>=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];

/** A test of one field. */
export type Condition =
  | { kind: 'compare'; field: string; operator: Comparison; value: Literal }
  | { kind: 'in'; field: string; values: Literal[] }
  | { kind: 'like'; field: string; pattern: string }
  | { kind: 'null'; field: string; isNull: boolean };

export type Expression = { kind: 'and' | 'or'; terms: Expression[] } | Condition;

/** Why a text is no expression. `at` counts characters (UTF-16 units) from 0. */
export interface FqlFault {
  at: number;
  reason: string;
}
export type Parsed<T> = { ok: true; value: T } | { ok: false; fault: FqlFault };

/** Longest expression understood, in characters: room for about 1,000 SNs of 64. */
export const maxExpressionLength = 128 * 1024;
/** Deepest nesting of parentheses understood. */
export const maxDepth = 32;
