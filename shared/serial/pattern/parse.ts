import { codeOf, everyCharacter, type Ranges, union, without } from './ranges.ts';

/** A pattern as a tree. */
export type Pattern =
  | { kind: 'set'; ranges: Ranges }
  | { kind: 'sequence' | 'either'; parts: Pattern[] }
  | { kind: 'repeat'; part: Pattern; min: number; max: number | null };

const classes: Record<string, Ranges> = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
};
const blanks: Record<string, number> = { t: 9, n: 10, f: 12, r: 13 };

/** Stops the reading of a pattern that uses more of RE2 than is understood here; never leaves this file. */
class Beyond extends Error {}

/** The tree of a pattern in RE2's syntax, or null where it uses more than letters, sets, groups and counts. */
export function parsePattern(text: string): Pattern | null {
  const characters = [...text];
  let at = 0;
  const peek = () => characters[at];
  const take = () => {
    const character = characters[at++];
    if (character === undefined) throw new Beyond();
    return character;
  };
  const eat = (character: string) => {
    if (peek() !== character) return false;
    at++;
    return true;
  };

  function either(depth: number): Pattern {
    if (depth > 50) throw new Beyond();
    const parts = [sequence(depth)];
    while (eat('|')) parts.push(sequence(depth));
    return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'either', parts };
  }

  function sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    for (let next = peek(); next !== undefined && next !== '|' && next !== ')'; next = peek()) {
      // The whole SN has to match anyway.
      if ((next === '^' && at === 0) || (next === '$' && at === characters.length - 1)) at++;
      else parts.push(counted(atom(depth)));
    }
    return { kind: 'sequence', parts };
  }

  function counted(part: Pattern): Pattern {
    const counts = count();
    if (!counts) return part;
    eat('?'); // Lazy or not, the same SNs match.
    if ('*+?'.includes(peek() ?? ' ')) throw new Beyond();
    return { kind: 'repeat', part, ...counts };
  }

  function count(): { min: number; max: number | null } | null {
    if (eat('*')) return { min: 0, max: null };
    if (eat('+')) return { min: 1, max: null };
    if (eat('?')) return { min: 0, max: 1 };
    const braces = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(characters.slice(at, at + 12).join(''));
    if (!braces) return null;
    at += braces[0].length;
    const min = Number(braces[1]);
    if (braces[2] === undefined) return { min, max: min };
    return { min, max: braces[3] === '' ? null : Number(braces[3]) };
  }

  function atom(depth: number): Pattern {
    const character = take();
    if (character === '(') return group(depth);
    if (character === '[') return { kind: 'set', ranges: members() };
    if (character === '.') return { kind: 'set', ranges: without([[10, 10]]) };
    if (character === '\\') return { kind: 'set', ranges: escaped() };
    if ('*+?^$'.includes(character)) throw new Beyond();
    return { kind: 'set', ranges: [[codeOf(character), codeOf(character)]] };
  }

  function group(depth: number): Pattern {
    const opening = /^\?(?::|P?<\w+>)/.exec(characters.slice(at, at + 80).join(''));
    if (opening) at += opening[0].length;
    else if (peek() === '?') throw new Beyond();
    const inside = either(depth + 1);
    if (!eat(')')) throw new Beyond();
    return inside;
  }

  function escaped(): Ranges {
    const character = take();
    const set = classes[character.toLowerCase()];
    if (set) return character === character.toLowerCase() ? set : without(set);
    const code = blanks[character] ?? (/[0-9A-Za-z]/.test(character) ? null : codeOf(character));
    if (code === null) throw new Beyond();
    return [[code, code]];
  }

  function members(): Ranges {
    const negated = eat('^');
    const found: [number, number][] = [];
    for (let first = true; first || peek() !== ']'; first = false) {
      if (peek() === '[' && characters[at + 1] === ':') throw new Beyond();
      const low = member();
      const single = low.length === 1 && low[0]?.[0] === low[0]?.[1];
      if (single && peek() === '-' && characters[at + 1] !== ']') {
        at++;
        const high = member();
        found.push([(low[0] as [number, number])[0], (high[0] as [number, number])[1]]);
      } else {
        found.push(...low.map(([from, to]): [number, number] => [from, to]));
      }
    }
    at++;
    return negated ? without(found) : union(found);
  }

  const member = (): Ranges => {
    const character = take();
    return character === '\\' ? escaped() : [[codeOf(character), codeOf(character)]];
  };

  try {
    const whole = either(0);
    return at === characters.length ? whole : null;
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

/** What a rule without a pattern takes: any characters, any number of them. */
export const anything: Pattern = {
  kind: 'repeat',
  part: { kind: 'set', ranges: everyCharacter },
  min: 0,
  max: null,
};
