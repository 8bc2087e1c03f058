/**
 * Text -> runs of one mode each, in the fewest bits (ISO/IEC 18004, 7.4). The choice is the one that the
 * `qrcode` package makes, ties and rounding included: equal text gives an equal symbol.
 */

export const modes = ['numeric', 'alphanumeric', 'byte'] as const;
export type Mode = (typeof modes)[number];

export interface Segment {
  mode: Mode;
  text: string;
  /** Characters, or bytes of UTF-8 in byte mode: what the count indicator counts. */
  length: number;
}

const utf8 = new TextEncoder();

/** Bits of the character count indicator (Table 3). */
export function countBits(mode: Mode, version: number): number {
  const range = version < 10 ? 0 : version < 27 ? 1 : 2;
  if (mode === 'numeric') return 10 + 2 * range;
  if (mode === 'alphanumeric') return 9 + 2 * range;
  return range === 0 ? 8 : 16;
}

/** Bits of the characters alone. */
export function dataBits(mode: Mode, length: number): number {
  if (mode === 'byte') return 8 * length;
  if (mode === 'alphanumeric') return 11 * (length >> 1) + 6 * (length & 1);
  const rest = length % 3;
  return 10 * Math.floor(length / 3) + (rest === 0 ? 0 : 3 * rest + 1);
}

/** Bits of all segments with their headers. */
export const bitsOf = (segments: readonly Segment[], version: number): number =>
  segments.reduce(
    (sum, { mode, length }) => sum + 4 + countBits(mode, version) + dataBits(mode, length),
    0,
  );

/** 0 numeric, 1 alphanumeric, 2 byte: the narrowest mode of each ASCII character. */
const narrowest = new Uint8Array(128).fill(2);
for (const character of '0123456789') narrowest[character.charCodeAt(0)] = 0;
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:') {
  narrowest[character.charCodeAt(0)] = 1;
}

const percentSign = 37;

/** Of a UTF-16 code unit; in `gs1` an alphanumeric `%` would mean GS, so that a real one is a byte. */
export const narrowestOf = (code: number, gs1: boolean): number =>
  code > 127 || (gs1 && code === percentSign) ? 2 : (narrowest[code] as number);

/** Runs of digits, of other alphanumeric characters, of anything else: each in its narrowest mode. */
export function plainSegments(text: string, gs1: boolean): Segment[] {
  const found: Segment[] = [];
  let from = 0;
  let mode = -1;
  let ascii = true;
  const end = (to: number) => {
    if (to === from) return;
    const run = text.slice(from, to);
    const length = ascii ? run.length : utf8.encode(run).length;
    found.push({ mode: modes[mode] as Mode, text: run, length });
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const own = narrowestOf(code, gs1);
    if (own !== mode) {
      end(at);
      from = at;
      mode = own;
      ascii = true;
    }
    if (code >= 128) ascii = false;
  }
  end(text.length);
  return found;
}

interface Node {
  mode: Mode;
  length: number;
  /** What the price of the next run in the same mode is reckoned from. */
  counted: number;
  cost: number;
  from: Node | null;
  next: { node: Node; price: number }[];
}

/** Labels of one run differ in their digits, not in their shape: the way is found once for each shape. */
const ways = new Map<string, readonly Mode[]>();
const mostWays = 500;

/** The cheapest way through all modes of all runs, for the count indicators of `version`. */
export function cheapestSegments(runs: readonly Segment[], version: number): readonly Segment[] {
  if (runs.length <= 1) return runs;
  const range = version < 10 ? 0 : version < 27 ? 1 : 2;
  let shape = `${range}`;
  for (const { mode, length, text } of runs) shape += `${mode[0]}${length}.${text.length}`;
  let way = ways.get(shape);
  if (!way) {
    way = cheapestWay(priced(runs, version)).map(({ mode }) => mode);
    if (ways.size >= mostWays) ways.clear();
    ways.set(shape, way);
  }
  return joined(runs, way);
}

/** Every run in its own mode and each wider one, and what it costs after each of the run before. */
function priced(runs: readonly Segment[], version: number): Node {
  const start = bare('byte', 0);
  let before = [start];
  for (const run of runs) {
    const wider = modes.slice(modes.indexOf(run.mode));
    const here = wider.map((mode) => bare(mode, lengthIn(run, mode)));
    for (const after of here) {
      for (const last of before) {
        const price = priceAfter(last === start ? null : last, after, version);
        last.next.push({ node: after, price });
      }
    }
    before = here;
  }
  return start;
}

const bare = (mode: Mode, length: number): Node => ({
  mode,
  length,
  counted: 0,
  cost: Number.POSITIVE_INFINITY,
  from: null,
  next: [],
});

const lengthIn = (run: Segment, mode: Mode): number =>
  mode === run.mode ? run.length : run.text.length;

function priceAfter(last: Node | null, node: Node, version: number): number {
  if (last && last.mode === node.mode) {
    const price =
      dataBits(node.mode, last.counted + node.length) - dataBits(node.mode, last.counted);
    last.counted += node.length;
    return price;
  }
  if (last) last.counted = node.length;
  return dataBits(node.mode, node.length) + 4 + countBits(node.mode, version);
}

/** Dijkstra's; of equal prices the one found first. */
function cheapestWay(start: Node): Node[] {
  start.cost = 0;
  const open = [{ node: start, cost: 0 }];
  let end: Node | null = null;
  for (let top = open.shift(); top; top = open.shift()) {
    const { node: reachedNow, cost } = top;
    // Taken out in the order of their prices: the first one at the end is the cheapest.
    if (reachedNow.next.length === 0) {
      end = reachedNow;
      break;
    }
    for (const { node: next, price } of reachedNow.next) {
      const reached = cost + price;
      if (reached >= next.cost) continue;
      next.cost = reached;
      next.from = reachedNow;
      let at = open.length;
      while (at > 0 && (open[at - 1] as { cost: number }).cost > reached) at--;
      open.splice(at, 0, { node: next, cost: reached });
    }
  }
  const way: Node[] = [];
  for (let each = end; each && each !== start; each = each.from) way.unshift(each);
  return way;
}

function joined(runs: readonly Segment[], way: readonly Mode[]): Segment[] {
  const found: Segment[] = [];
  let last: Segment | undefined;
  for (let n = 0; n < runs.length; n++) {
    const run = runs[n] as Segment;
    const mode = way[n] as Mode;
    const length = lengthIn(run, mode);
    if (last && last.mode === mode) {
      last.text += run.text;
      last.length += length;
    } else {
      last = { mode, text: run.text, length };
      found.push(last);
    }
  }
  return found;
}
