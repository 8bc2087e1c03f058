/**
 * What the index knows of a text: its parts of three UTF-16 units, each as a number below 2^24. A text can only be
 * found where all of its grams are; whether it is there is looked up in the device itself, so that numbers may collide.
 */

/** Numbers of grams are smaller than this. */
export const gramSpace = 2 ** 24;
/** Three units of ASCII are a number of their own, in the order of the text; all else is hashed behind them. */
const plainSpace = 2 ** 21;

const kinds = { one: 1, two: 2, three: 3, run: 4, digits: 5 } as const;
/** Runs of one character tell more than their grams, which are all the same: "0000" beside "000". */
const runs = { shortest: 4, longest: 8 };
/** More grams of a long text make no difference any more. */
const mostWanted = 24;

function hashed(kind: number, a: number, b: number, c: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (const unit of [a, b, c]) hash = Math.imul(hash ^ unit, 0x01000193) ^ (hash >>> 15);
  return plainSpace + ((hash >>> 0) % (gramSpace - plainSpace));
}

/** A whole value that devices have in common, as a gram. */
export function termGram(name: 'group' | 'batch', value: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < value.length; at++) {
    hash = Math.imul(hash ^ value.charCodeAt(at), 0x01000193);
  }
  return hashed(kinds.run, name === 'group' ? 1 : 2, hash, hash >>> 16);
}

const plain = (unit: number) => unit < 128;
const plainGram = (a: number, b: number, c: number) => (a << 14) | (b << 7) | c;

/** Numbers are what is searched most, and three digits of them are nearly everywhere: four are a gram as well. */
function fourDigits(text: string, at: number): number | null {
  let number = 0;
  for (let place = at; place < at + 4; place++) {
    const digit = text.charCodeAt(place) - 48;
    if (!(digit >= 0 && digit <= 9)) return null;
    number = number * 10 + digit;
  }
  return hashed(kinds.digits, number, 0, 0);
}

/** Every gram of a folded text, some of them more than once. */
export function eachGram(text: string, tell: (gram: number) => void): void {
  let run = 1;
  for (let at = 0; at < text.length; at++) {
    const a = text.charCodeAt(at);
    const b = text.charCodeAt(at + 1);
    const c = text.charCodeAt(at + 2);
    // NaN, behind the end, is not plain: the last characters are grams too, ended by zeros, so that texts of one and two
    // characters are ranges of grams.
    if (plain(a)) tell(plainGram(a, plain(b) ? b : 0, plain(b) && plain(c) ? c : 0));
    else tell(hashed(kinds.one, a, 0, 0));
    if (b >= 128 || (b >= 0 && !plain(a))) tell(hashed(kinds.two, a, b, 0));
    if (c >= 0 && !(plain(a) && plain(b) && plain(c))) tell(hashed(kinds.three, a, b, c));
    const digits = fourDigits(text, at);
    if (digits !== null) tell(digits);
    run = at > 0 && a === text.charCodeAt(at - 1) ? run + 1 : 1;
    if (run >= runs.shortest && run <= runs.longest) tell(hashed(kinds.run, 0, a, run));
  }
}

/** How a text is looked up: by grams that all have to be there, or by a range of which one has to. */
export interface Wanted {
  all: readonly number[];
  range: { from: number; below: number } | null;
}

/** For a folded text of at least one character. */
export function wantedGrams(text: string): Wanted {
  const [a, b] = [text.charCodeAt(0), text.charCodeAt(1)];
  if (text.length === 1 && plain(a)) {
    return { all: [], range: { from: plainGram(a, 0, 0), below: plainGram(a + 1, 0, 0) } };
  }
  if (text.length === 2 && plain(a) && plain(b)) {
    return { all: [], range: { from: plainGram(a, b, 0), below: plainGram(a, b, 0) + 128 } };
  }
  if (text.length === 1) return { all: [hashed(kinds.one, a, 0, 0)], range: null };
  if (text.length === 2) return { all: [hashed(kinds.two, a, b, 0)], range: null };
  const grams = new Set<number>();
  for (let at = 0; at + 2 < text.length; at++) {
    const [x, y, z] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
    grams.add(plain(x) && plain(y) && plain(z) ? plainGram(x, y, z) : hashed(kinds.three, x, y, z));
  }
  const digits = new Set<number>();
  for (let at = 0; at + 3 < text.length; at++) {
    const gram = fourDigits(text, at);
    if (gram !== null) digits.add(gram);
  }
  const chosen = [...grams];
  const step = Math.max(1, chosen.length / mostWanted);
  const some = chosen.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return { all: [...some, ...[...digits].slice(0, mostWanted), ...longRuns(text)], range: null };
}

function longRuns(text: string): number[] {
  const found = new Set<number>();
  for (const [run] of text.matchAll(/([\s\S])\1{3,}/g)) {
    found.add(hashed(kinds.run, 0, run.charCodeAt(0), Math.min(run.length, runs.longest)));
  }
  return [...found].slice(0, mostWanted);
}
