/** Text -> data codewords of a Data Matrix (ISO/IEC 16022, 5.2), in the fewest that ASCII, C40 and Text allow. */

const latch = { c40: 230, base256: 231, text: 239, ascii: 254 } as const;
const fnc1 = 232;
const eci = 241;
/** UTF-8 is ECI 26, written as one more. */
const utf8Eci = 27;
const GS = '\u001d';

/** One way to write a text. */
export interface Codewords {
  data: number[];
  /** What has to follow where the symbol has room for more; null where it must not have any (5.2.5.2). */
  close: readonly number[] | null;
}

/** The shortest ways, of which one is the best for each size of symbol; none for nothing and for far too much. */
export function codewordsOf(text: string, gs1: boolean): Codewords[] {
  if (text === '' || text.length > 4000) return [];
  const start = gs1 ? [fnc1] : [];
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 128) continue;
    return [{ data: [...start, eci, utf8Eci, ...bytes(text, start.length + 2)], close: [] }];
  }
  return cheapest(text, gs1).map(({ data, close }) => ({ data: [...start, ...data], close }));
}

/** One Base 256 field (5.2.9), mixed with its place in the symbol. */
function bytes(text: string, before: number): number[] {
  const encoded = new TextEncoder().encode(text);
  const { length } = encoded;
  const head = length < 250 ? [length] : [Math.floor(length / 250) + 249, length % 250];
  const mixed = [...head, ...encoded].map(
    (byte, at) => (byte + ((149 * (before + at + 2)) % 255) + 1) % 256,
  );
  return [latch.base256, ...mixed];
}

/** Values 0-39 of a character in C40 or Text encodation: one, or a shift and one (tables C.1 and C.2). */
function valuesOf(code: number, set: 'c40' | 'text'): readonly number[] {
  if (code === 32) return [3];
  if (code >= 48 && code <= 57) return [code - 44];
  if (code < 32) return [0, code];
  const upper = code >= 65 && code <= 90;
  const lower = code >= 97 && code <= 122;
  if (set === 'c40' ? upper : lower) return [(code & 31) + 13];
  if (upper || code >= 96) return [2, code & 31];
  if (code < 48) return [1, code - 33];
  if (code < 65) return [1, code - 43];
  return [1, code - 69];
}
const tables = {
  c40: Array.from({ length: 128 }, (_, code) => valuesOf(code, 'c40')),
  text: Array.from({ length: 128 }, (_, code) => valuesOf(code, 'text')),
};

/** Where the way stands: in ASCII, or in one of the two others with 0 to 2 values that wait for their triple. */
const ascii = 0;
const states = 7;
const stateOf = (set: 'c40' | 'text', pending: number): number => (set === 'c40' ? 1 : 4) + pending;

interface Step {
  cost: number;
  from: Step | null;
  /** What this step wrote: codewords, or values that are packed by threes. */
  codewords: readonly number[];
  values: readonly number[];
}

/** The shortest ways through all encodations, by length; of equal ones the first found. */
function cheapest(text: string, gs1: boolean): Codewords[] {
  const first: Step = { cost: 0, from: null, codewords: [], values: [] };
  const rows: (Step | null)[][] = Array.from({ length: text.length + 2 }, () =>
    Array.from({ length: states }, (): Step | null => null),
  );
  (rows[0] as (Step | null)[])[ascii] = first;
  const offer = (
    at: number,
    state: number,
    from: Step,
    cost: number,
    codewords: readonly number[],
    values: readonly number[] = [],
  ) => {
    const row = rows[at] as (Step | null)[];
    const there = row[state];
    const total = from.cost + cost;
    if (!there || total < there.cost) row[state] = { cost: total, from, codewords, values };
  };
  for (let at = 0; at <= text.length; at++) {
    const row = rows[at] as (Step | null)[];
    for (const set of ['c40', 'text'] as const) {
      const done = row[stateOf(set, 0)];
      if (done && at < text.length) offer(at, ascii, done, 1, [latch.ascii]);
    }
    const plain = row[ascii];
    if (at === text.length) break;
    const code = text.charCodeAt(at);
    const separates = gs1 && text[at] === GS;
    if (plain) {
      const pair = text.slice(at, at + 2);
      if (/^\d\d$/.test(pair)) offer(at + 2, ascii, plain, 1, [130 + Number(pair)]);
      offer(at + 1, ascii, plain, 1, [separates ? fnc1 : code + 1]);
      for (const set of ['c40', 'text'] as const)
        offer(at, stateOf(set, 0), plain, 1, [latch[set]]);
    }
    if (separates) continue;
    for (const set of ['c40', 'text'] as const) {
      const values = tables[set][code] as readonly number[];
      for (let pending = 0; pending < 3; pending++) {
        const step = row[stateOf(set, pending)];
        if (!step) continue;
        const sum = pending + values.length;
        offer(at + 1, stateOf(set, sum % 3), step, sum >= 3 ? 2 : 0, [], values);
      }
    }
  }
  return endsOf(rows, text);
}

/**
 * How the ways may end. A symbol that is full needs no way back to ASCII; one that is not has room for it. Only a full
 * one may fill its last triple with a shift, or have its last codeword in ASCII without going back.
 */
function endsOf(rows: readonly (Step | null)[][], text: string): Codewords[] {
  const last = text.length;
  const found: Codewords[] = [];
  const add = (step: Step | null | undefined, more: readonly number[], close: number[] | null) => {
    if (step) found.push({ data: [...written(step), ...more], close });
  };
  add(rows[last]?.[ascii], [], []);
  for (const set of ['c40', 'text'] as const) {
    add(rows[last]?.[stateOf(set, 0)], [], [latch.ascii]);
    const open = rows[last]?.[stateOf(set, 2)];
    if (open) add({ cost: 0, from: open, codewords: [], values: [0] }, [], null);
    add(rows[last - 1]?.[stateOf(set, 0)], [text.charCodeAt(last - 1) + 1], null);
    const pair = text.slice(-2);
    if (/^\d\d$/.test(pair)) add(rows[last - 2]?.[stateOf(set, 0)], [130 + Number(pair)], null);
  }
  return found.toSorted((a, b) => a.data.length - b.data.length);
}

function written(end: Step): number[] {
  const way: Step[] = [];
  for (let step: Step | null = end; step; step = step.from) way.unshift(step);
  const found: number[] = [];
  let triple: number[] = [];
  for (const { codewords, values } of way) {
    found.push(...codewords);
    for (const value of values) {
      triple.push(value);
      if (triple.length < 3) continue;
      const [a = 0, b = 0, c = 0] = triple;
      const packed = 1600 * a + 40 * b + c + 1;
      found.push(packed >> 8, packed & 255);
      triple = [];
    }
  }
  return found;
}
