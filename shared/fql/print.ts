import type { Expression, Literal } from './expression.ts';

/** Writes an expression so that `parseFql` reads the same back, whatever the values hold. */
export function printFql(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.terms.map(inner).join(` ${expression.kind} `);
    case 'compare':
      return `${expression.field} ${expression.operator} ${printLiteral(expression.value)}`;
    case 'in':
      return `${expression.field} in (${expression.values.map(printLiteral).join(', ')})`;
    case 'like':
      return `${expression.field} like ${printLiteral(expression.pattern)}`;
    case 'null':
      return `${expression.field} is ${expression.isNull ? '' : 'not '}null`;
  }
}

const inner = (term: Expression): string =>
  term.kind === 'and' || term.kind === 'or' ? `(${printFql(term)})` : printFql(term);

function printLiteral(value: Literal): string {
  return typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value);
}
