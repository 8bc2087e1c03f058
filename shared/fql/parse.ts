import {
  type Comparison,
  comparisons,
  type Expression,
  type FqlFault,
  type Literal,
  maxDepth,
  maxExpressionLength,
  type Parsed,
} from './expression.ts';
import { type Token, tokenize } from './tokens.ts';

class Refusal extends Error {
  readonly fault: FqlFault;
  constructor(fault: FqlFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/**
 * Understands a search expression, or tells where it stops making sense. `and` binds closer than
 * `or`; words of the language are understood in upper and lower case.
 */
export function parseFql(text: string): Parsed<Expression> {
  if (text.length > maxExpressionLength) {
    const reason = `longer than ${maxExpressionLength} characters`;
    return { ok: false, fault: { at: maxExpressionLength, reason } };
  }
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  try {
    return { ok: true, value: new Reader(tokens.value).whole() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

class Reader {
  readonly #tokens: Token[];
  #next = 0;
  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#joined('or', 0);
    if (this.#token.kind !== 'end') this.#refuse('"and", "or" or the end was expected');
    return expression;
  }

  #joined(kind: 'and' | 'or', depth: number): Expression {
    const part = (): Expression => (kind === 'or' ? this.#joined('and', depth) : this.#term(depth));
    const first = part();
    const terms = [first];
    while (this.#takeWord(kind)) terms.push(part());
    return terms.length === 1 ? first : { kind, terms };
  }

  #term(depth: number): Expression {
    if (this.#takeOperator('(')) {
      if (depth >= maxDepth) this.#refuse(`nested deeper than ${maxDepth} parentheses`);
      const inner = this.#joined('or', depth + 1);
      if (!this.#takeOperator(')')) this.#refuse('")" was expected');
      return inner;
    }
    const { kind, text: field } = this.#token;
    if (kind !== 'word') this.#refuse('a field or "(" was expected');
    this.#next++;
    return this.#condition(field);
  }

  #condition(field: string): Expression {
    if (this.#takeWord('in')) return { kind: 'in', field, values: this.#list() };
    if (this.#takeWord('like')) {
      const { kind, text: pattern } = this.#token;
      if (kind !== 'string') this.#refuse('a text in quotes was expected after LIKE');
      this.#next++;
      return { kind: 'like', field, pattern };
    }
    if (this.#takeWord('is')) {
      const isNull = !this.#takeWord('not');
      if (!this.#takeWord('null')) this.#refuse('"null" was expected');
      return { kind: 'null', field, isNull };
    }
    const { kind, text } = this.#token;
    if (kind !== 'operator' || !(comparisons as readonly string[]).includes(text)) {
      this.#refuse('a comparison, IN, LIKE or IS NULL was expected');
    }
    this.#next++;
    return { kind: 'compare', field, operator: text as Comparison, value: this.#literal() };
  }

  #list(): Literal[] {
    if (!this.#takeOperator('(')) this.#refuse('"(" was expected after IN');
    const values = [this.#literal()];
    while (this.#takeOperator(',')) values.push(this.#literal());
    if (!this.#takeOperator(')')) this.#refuse('"," or ")" was expected');
    return values;
  }

  #literal(): Literal {
    const token = this.#token;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (token.kind !== 'string' && token.kind !== 'number' && word !== 'true' && word !== 'false') {
      this.#refuse('a number or a text in quotes was expected');
    }
    this.#next++;
    if (token.kind === 'number') return token.value;
    return token.kind === 'string' ? token.text : word === 'true';
  }

  get #token(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #takeWord(word: string): boolean {
    const found = this.#token.kind === 'word' && this.#token.text.toLowerCase() === word;
    if (found) this.#next++;
    return found;
  }

  #takeOperator(operator: string): boolean {
    const found = this.#token.kind === 'operator' && this.#token.text === operator;
    if (found) this.#next++;
    return found;
  }

  #refuse(reason: string): never {
    throw new Refusal({ at: this.#token.at, reason });
  }
}
