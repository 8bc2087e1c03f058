/**
 * EnOS's search expressions as the documentation gives them: field, operator, value, joined by
 * and/or. Strict: a field or operator that no page names is refused, so that a client which leans
 * on one is found out here and not in a plant.
 */

export type Scalar = string | number | boolean | null;
export type Lookup = (field: string) => Scalar;
export type Predicate = (lookup: Lookup) => boolean;

export class FqlError extends Error {}

type Token = { kind: 'word' | 'string' | 'number' | 'sign'; text: string };

const operatorsOf: Record<string, readonly string[]> = {
  sn: ['=', 'in', 'like'],
  groupId: ['=', 'in'],
  regionId: ['=', 'in'],
  productKey: ['=', 'in'],
  status: ['=', 'in'],
  batchOrder: ['=', '!=', '<', '<=', '>', '>=', 'in'],
  createTime: ['=', '!=', '<', '<=', '>', '>=', 'in'],
};
const masterDataOperators = ['=', 'in', 'is null', 'like'];

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const pattern =
    /\s*(?:(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>-?\d+(?:\.\d+)?(?![\w.*]))|(?<sign><=|>=|!=|[=<>(),])|(?<word>[A-Za-z_][\w.*-]*))/gy;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
    const groups = match.groups as Record<string, string | undefined>;
    if (groups['string'] !== undefined) {
      found.push({
        kind: 'string',
        text: groups['string'].slice(1, -1).replaceAll(/\\(.)/g, '$1'),
      });
    } else if (groups['number'] !== undefined)
      found.push({ kind: 'number', text: groups['number'] });
    else if (groups['sign'] !== undefined) found.push({ kind: 'sign', text: groups['sign'] });
    else found.push({ kind: 'word', text: groups['word'] as string });
  }
  if (text.slice(end).trim() !== '') throw new FqlError(`cannot read "${text.slice(end)}"`);
  return found;
}

const like = (value: Scalar, pattern: string): boolean => {
  const escaped = pattern
    .split(/[%*]/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'su').test(String(value));
};

const same = (value: Scalar, wanted: string | number): boolean =>
  value !== null &&
  (typeof value === 'number' ? value === Number(wanted) : String(value) === String(wanted));

export function parseFql(text: string): Predicate {
  const rest = tokens(text);
  const peekWord = (): string => {
    const token = rest[0];
    return token?.kind === 'word' ? token.text.toLowerCase() : '';
  };
  const take = (): Token => {
    const token = rest.shift();
    if (!token) throw new FqlError('the expression ends too early');
    return token;
  };
  const expect = (sign: string): void => {
    const token = take();
    if (token.text !== sign) throw new FqlError(`"${sign}" expected, not "${token.text}"`);
  };
  const value = (): string | number => {
    const token = take();
    if (token.kind === 'string') return token.text;
    if (token.kind === 'number') return Number(token.text);
    throw new FqlError(`a value expected, not "${token.text}" (strings are quoted)`);
  };

  const comparison = (): Predicate => {
    const first = take();
    if (first.text === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    if (first.kind !== 'word') throw new FqlError(`a field expected, not "${first.text}"`);
    const field = first.text;
    let operator = take().text.toLowerCase();
    if (operator === 'is') {
      if (take().text.toLowerCase() !== 'null') throw new FqlError('"is" only stands before null');
      operator = 'is null';
    }
    const allowed = field.startsWith('deviceData.') ? masterDataOperators : operatorsOf[field];
    if (!allowed?.includes(operator)) throw new FqlError(`"${field} ${operator}" is not supported`);
    if (operator === 'is null') return (lookup) => lookup(field) === null;
    if (operator === 'in') {
      expect('(');
      const wanted = [value()];
      while (rest[0]?.text === ',' && rest[0].kind === 'sign') {
        take();
        wanted.push(value());
      }
      expect(')');
      return (lookup) => wanted.some((one) => same(lookup(field), one));
    }
    const wanted = value();
    const number = Number(wanted);
    switch (operator) {
      case '=':
        return (lookup) => same(lookup(field), wanted);
      case '!=':
        return (lookup) => !same(lookup(field), wanted);
      case 'like':
        return (lookup) => like(lookup(field), String(wanted));
      case '<':
        return (lookup) => Number(lookup(field)) < number;
      case '<=':
        return (lookup) => Number(lookup(field)) <= number;
      case '>':
        return (lookup) => Number(lookup(field)) > number;
      default:
        return (lookup) => Number(lookup(field)) >= number;
    }
  };
  const both = (): Predicate => {
    let left = comparison();
    while (peekWord() === 'and') {
      take();
      const before = left;
      const right = comparison();
      left = (lookup) => before(lookup) && right(lookup);
    }
    return left;
  };
  const either = (): Predicate => {
    let left = both();
    while (peekWord() === 'or') {
      take();
      const before = left;
      const right = both();
      left = (lookup) => before(lookup) || right(lookup);
    }
    return left;
  };

  const whole = either();
  if (rest.length > 0) throw new FqlError(`"${rest[0]?.text}" is left over`);
  return whole;
}
