import { comparisons, type Parsed } from './expression.ts';

export type Token = { at: number } & (
  | { kind: 'word' | 'operator' | 'string'; text: string }
  | { kind: 'number'; text: string; value: number }
  | { kind: 'end'; text: '' }
);

const space = /[ \t\r\n]+/y;
// Identifiers of master data may be in any script; `deviceData.*` means any of them.
const word = /[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*(?:\.\*)?/uy;
const number = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_])/uy;
const operators = [...comparisons, '(', ')', ','];
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** Cuts an expression into words; the last token is always `end`. */
export function tokenize(text: string): Parsed<Token[]> {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const blank = take(space);
    if (blank) {
      at += blank.length;
      continue;
    }
    const char = text[at];
    if (char === '"' || char === "'") {
      const quoted = readString(text, at);
      if (!quoted) return { ok: false, fault: { at, reason: 'the quote is not closed' } };
      tokens.push({ kind: 'string', at, text: quoted.text });
      at = quoted.end;
      continue;
    }
    const operator = operators.find((candidate) => text.startsWith(candidate, at));
    const found = operator ?? take(word) ?? take(number);
    if (!found) return { ok: false, fault: { at, reason: `"${char}" has no meaning here` } };
    if (operator) tokens.push({ kind: 'operator', at, text: found });
    else if (/^[-.\d]/.test(found)) {
      const value = Number(found);
      if (!Number.isFinite(value)) return { ok: false, fault: { at, reason: 'number too large' } };
      tokens.push({ kind: 'number', at, text: found, value });
    } else tokens.push({ kind: 'word', at, text: found });
    at += found.length;
  }
  tokens.push({ kind: 'end', at, text: '' });
  return { ok: true, value: tokens };
}

/** A backslash takes the next character as it is, except `\n`, `\r` and `\t`. */
function readString(text: string, start: number): { text: string; end: number } | null {
  const quote = text[start];
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] as string;
    if (char === quote) return { text: value, end: at + 1 };
    if (char === '\\') {
      at++;
      const next = text[at];
      if (next === undefined) return null;
      value += escapes[next] ?? next;
    } else value += char;
  }
  return null;
}
