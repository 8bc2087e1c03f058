import { type FieldText, parseFieldText } from '../fields.ts';
import type { PayloadKind } from './kind.ts';

/**
 * A text with fields, as the designer wrote it. Reading back is possible where the text between the fields tells
 * surely where each ends; where it does not, the code is known to be one of the template and no more.
 */
export const freeText: PayloadKind<'template'> = {
  encode: ({ text }, _record, fill) => fill(text),
  decode(read, { text }) {
    const parsed = parseFieldText(text);
    if (!parsed.ok) return null;
    const { literals, names } = partsOf(parsed.value);
    const earliest = cut(read, literals, 'earliest');
    const latest = cut(read, literals, 'latest');
    if (!earliest || !latest) return null;
    const values = new Map<string, string>();
    for (const [at, name] of names.entries()) {
      const value = earliest[at] as string;
      // Behind the first field that may end here or there nothing is sure.
      if (value !== latest[at]) break;
      if (name === '') continue;
      if ((values.get(name) ?? value) !== value) return null;
      values.set(name, value);
    }
    const { deviceSn, groupId, ...fields } = Object.fromEntries(values);
    return {
      ...(deviceSn === undefined ? {} : { deviceSn }),
      ...(groupId === undefined ? {} : { groupId }),
      fields,
    };
  },
};

/** What stands around the fields, one more than fields; and the one name of each, `''` where it has fallbacks. */
function partsOf(parsed: FieldText): { literals: string[]; names: string[] } {
  const literals = [''];
  const names: string[] = [];
  for (const part of parsed) {
    if (typeof part === 'string') literals[literals.length - 1] += part;
    else {
      const [only] = part;
      const plain = part.length === 1 && only && 'field' in only && only.form === null;
      names.push(plain ? only.field : '');
      literals.push('');
    }
  }
  return { literals, names };
}

/** The values between the literals, each as early or as late as it may end; null when the text has another form. */
function cut(
  text: string,
  literals: readonly string[],
  end: 'earliest' | 'latest',
): string[] | null {
  if (literals.length === 1) return text === literals[0] ? [] : null;
  const first = literals[0] as string;
  const last = literals.at(-1) as string;
  if (!text.startsWith(first) || !text.endsWith(last)) return null;
  const inner = literals.slice(1, -1);
  const stop = text.length - last.length;
  const values: string[] = [];
  let from = first.length;
  let to = stop;
  if (end === 'earliest') {
    for (const literal of inner) {
      // A value has one character at least.
      const at = text.indexOf(literal, from + 1);
      if (at < 0) return null;
      values.push(text.slice(from, at));
      from = at + literal.length;
    }
    values.push(text.slice(from, stop));
  } else {
    for (const literal of inner.toReversed()) {
      const at =
        to - 1 - literal.length < 0 ? -1 : text.lastIndexOf(literal, to - 1 - literal.length);
      if (at < 0) return null;
      values.unshift(text.slice(at + literal.length, to));
      to = at;
    }
    values.unshift(text.slice(from, to));
  }
  return values.includes('') || from > stop || to < from ? null : values;
}
