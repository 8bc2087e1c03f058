/** Why a text is no row: `at` counts UTF-16 units from the beginning of the text. */
export interface RowFault {
  why: 'invalid' | 'open' | 'deep' | 'shape' | 'twice' | 'long';
  at: number;
  /** The key that it is about. */
  path?: string;
}

export type RowValues = 'object' | { list: string[] } | RowFault;

/** Levels of brackets: no table has more, and each is a frame on the stack. */
export const deepest = 64;
/** Names in a path; what is further in stays JSON in its cell, as it was written. */
const longestPath = 4;
/** Characters of a path. */
const longestName = 1024;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const blank = /[ \t\r\n]*/y;
/** A text in several languages: one value to us, so that it is the same cell as in our CSV. */
const inLanguages = /\{[ \t\r\n]*"(?:defaultValue|i18nValue)"/y;
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Carries a fault up through the levels of one value. */
class Broken extends Error {
  readonly fault: RowFault;
  constructor(why: RowFault['why'], at: number, path?: string) {
    super(why);
    this.fault = path === undefined ? { why, at } : { why, at, path };
  }
}

/**
 * Reads one JSON value (RFC 8259) as a row. `take` gets each value of an object under its dotted path, numbers as they are
 * written: no digit goes through a double, and no object is made of the keys. It answers what is wrong with that path.
 */
export function readValues(
  text: string,
  take: (path: string, value: string) => 'twice' | 'long' | null,
): RowValues {
  let at = 0;

  const skipBlank = () => {
    const code = text.charCodeAt(at);
    if (code > 32) return;
    blank.lastIndex = at;
    blank.test(text);
    at = blank.lastIndex;
  };
  const wrong = () => new Broken(at >= text.length ? 'open' : 'invalid', at);
  const expect = (sign: string) => {
    skipBlank();
    if (text[at] !== sign) throw wrong();
    at++;
  };

  function string(): string {
    const from = ++at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) return text.slice(from, at++);
      if (code === 92) return escaped(from);
      if (!(code >= 32)) throw wrong();
      at++;
    }
  }

  function escaped(from: number): string {
    let made = text.slice(from, at);
    for (;;) {
      const sign = text[at];
      if (sign === '"') {
        at++;
        return made;
      }
      if (sign === undefined || sign < ' ') throw wrong();
      if (sign !== '\\') {
        made += sign;
        at++;
        continue;
      }
      const next = text[++at];
      if (next === 'u') {
        const digits = /^[\da-fA-F]{4}/.exec(text.slice(at + 1, at + 5))?.[0];
        if (!digits) throw wrong();
        made += String.fromCharCode(Number.parseInt(digits, 16));
        at += 5;
      } else if (next === '"' || next === '\\' || next === '/') {
        made += next;
        at++;
      } else {
        const meant = next !== undefined && Object.hasOwn(escapes, next) ? escapes[next] : null;
        if (meant === null || meant === undefined) throw wrong();
        made += meant;
        at++;
      }
    }
  }

  function whole(begin: number): string {
    const value = string();
    // Half of a character can be written with an escape; no file, label or cloud can hold it.
    if (!value.isWellFormed()) throw new Broken('invalid', begin);
    return value;
  }

  /** A value that ends where it was begun, as its text; brackets are looked into, so that what is wrong in them is seen. */
  function plain(level: number): string {
    const begin = at;
    const sign = text[at];
    if (sign === '"') return whole(begin);
    if (sign === '{' || sign === '[') {
      each(level, sign, () => {
        plain(level + 1);
      });
      return text.slice(begin, at);
    }
    for (const kind of [number, word]) {
      kind.lastIndex = at;
      if (kind.test(text)) {
        at = kind.lastIndex;
        const value = text.slice(begin, at);
        return value === 'null' ? '' : value;
      }
    }
    // What may be the beginning of a word or a number was perhaps cut off.
    if (
      /^(?:-|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)$/.test(text.slice(at, at + 6))
    )
      throw new Broken('open', text.length);
    throw wrong();
  }

  /** Goes through what stands between brackets, with the key of each. */
  function each(level: number, open: '{' | '[', inside: (key: string) => void): void {
    if (level > deepest) throw new Broken('deep', at);
    const close = open === '{' ? '}' : ']';
    at++;
    skipBlank();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      skipBlank();
      let key = '';
      if (open === '{') {
        if (text[at] !== '"') throw wrong();
        key = whole(at);
        expect(':');
        skipBlank();
      }
      inside(key);
      skipBlank();
      if (text[at] === close) break;
      if (text[at] !== ',') throw wrong();
      at++;
    }
    at++;
  }

  function flatten(level: number, before: string): void {
    each(level, '{', (key) => {
      const begin = at;
      const path = before === '' ? key : `${before}.${key}`;
      if (path.length > longestName) throw new Broken('long', begin, path);
      inLanguages.lastIndex = at;
      if (text[at] === '{' && level < longestPath && !inLanguages.test(text)) {
        return flatten(level + 1, path);
      }
      const fault = take(path, plain(level + 1));
      if (fault) throw new Broken(fault, begin, path);
    });
  }

  try {
    skipBlank();
    let found: RowValues = 'object';
    if (text[at] === '{') flatten(1, '');
    else if (text[at] === '[') {
      const list: string[] = [];
      each(1, '[', () => {
        list.push(plain(2));
      });
      found = { list };
    } else {
      plain(1);
      return { why: 'shape', at: 0 };
    }
    skipBlank();
    return at < text.length ? { why: 'invalid', at } : found;
  } catch (error) {
    if (error instanceof Broken) return error.fault;
    throw error;
  }
}
