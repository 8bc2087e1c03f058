/** Width in millimetres of `text` when its em is `size` millimetres high. Must grow evenly with size. */
export type Measure = (text: string, size: number) => number;

/** From one baseline to the next, and from a line's top to its baseline, in ems. */
export const lineHeight = 1.1;
export const ascent = 0.88;

/** Lines of one size (millimetres), each at most as wide as was asked for. */
export interface TextBlock {
  lines: string[];
  size: number;
}

export const blockHeight = (block: TextBlock): number =>
  block.lines.length * block.size * lineHeight;

/** Made when a text needs it: its tables are five megabytes. */
let graphemes: Intl.Segmenter | undefined;

/** Longest title worth looking at, in characters as people count them; a label has room for fewer. */
const longestTitle = 160;

function characters(text: string, most = Number.POSITIVE_INFINITY): string[] {
  // Nearly every SN, and much quicker.
  if (/^[ -~]*$/.test(text)) return [...text.slice(0, most)];
  const found: string[] = [];
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) {
    if (found.length >= most) break;
    found.push(segment);
  }
  return found;
}

/**
 * The whole of `text`, never cut: in one line if that is at least `readable`, else in as many lines
 * of even length as make it largest; `null` where that is below `smallest`.
 */
export function fitWhole(
  text: string,
  room: { width: number; height: number },
  size: { largest: number; readable: number; smallest: number },
  measure: Measure,
): TextBlock | null {
  const inOne = Math.min(size.largest, room.height / lineHeight, room.width / measure(text, 1));
  // Nearly every SN.
  if (inOne >= size.readable && inOne >= size.smallest && inOne > 0)
    return { lines: [text], size: inOne };
  const all = characters(text);
  const most = Math.max(1, Math.floor(room.height / lineHeight / size.smallest));
  let best: TextBlock | null = null;
  for (let count = 1; count <= most; count++) {
    const lines = split(all, count);
    const widest = Math.max(...lines.map((line) => measure(line, 1)));
    const high = room.height / lineHeight / lines.length;
    const fits = Math.min(size.largest, high, room.width / widest);
    if (fits >= size.smallest && fits > (best?.size ?? 0)) best = { lines, size: fits };
    if (count === 1 && fits >= size.readable) break;
  }
  return best;
}

/** Into at most `count` lines of as many characters each; an empty text is one empty line. */
function split(all: string[], count: number): string[] {
  const each = Math.max(1, Math.ceil(all.length / count));
  const lines = [all.slice(0, each).join('')];
  for (let at = each; at < all.length; at += each) lines.push(all.slice(at, at + each).join(''));
  return lines;
}

/** As much of `text` as goes into `most` lines, broken at spaces where there are any, ended by `…`. */
export function fitShortened(
  text: string,
  width: number,
  size: number,
  most: number,
  measure: Measure,
): TextBlock {
  const lines: string[] = [];
  let rest = characters(text.trim(), longestTitle);
  const cut = rest.join('').length < text.trim().length;
  const fits = (line: string) => measure(line, size) <= width;
  while (rest.length && lines.length < most) {
    const all = rest.join('');
    if (!cut && fits(all)) {
      lines.push(all);
      break;
    }
    const last = lines.length === most - 1;
    const taken = longest(rest, (line) => fits(last ? `${line.trimEnd()}…` : line));
    if (last) {
      lines.push(`${rest.slice(0, taken).join('').trimEnd()}…`);
      break;
    }
    const end = breakBefore(rest, Math.max(1, taken));
    lines.push(rest.slice(0, end).join('').trimEnd());
    rest = characters(rest.slice(end).join('').trimStart());
  }
  return { lines, size };
}

/** How many of the first characters still fit. */
function longest(all: string[], fits: (line: string) => boolean): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(all.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The last place at or before `end` where a line may end: a space, or beside a Chinese character. */
function breakBefore(all: string[], end: number): number {
  const free = /[\s\p{Script=Han}]/u;
  for (let at = end; at > 1; at--) {
    if (free.test(all[at] ?? ' ') || free.test(all[at - 1] ?? '')) return at;
  }
  return end;
}

/** The whole of `text`, broken at spaces where there are any, as large as fits; `null` where that is below `smallest`. */
export function fitWrapped(
  text: string,
  room: { width: number; height: number },
  { largest, smallest }: { largest: number; smallest: number },
  measure: Measure,
): TextBlock | null {
  const step = 0.95;
  const first = Math.min(largest, room.height / lineHeight);
  for (let size = first; size > smallest * step; size *= step) {
    const now = Math.max(size, smallest);
    const most = Math.floor(room.height / lineHeight / now + 1e-6);
    const lines = wrapped(text, room.width, now, most, measure);
    if (lines) return { lines, size: now };
  }
  return null;
}

/** Null where it takes more than `most` lines, or a single character is too wide. */
function wrapped(
  text: string,
  width: number,
  size: number,
  most: number,
  measure: Measure,
): string[] | null {
  const lines: string[] = [];
  let rest = characters(text);
  while (rest.length > 0) {
    if (lines.length === most) return null;
    const taken = longest(rest, (line) => measure(line.trimEnd(), size) <= width);
    if (taken === 0) return null;
    const end = taken === rest.length ? taken : breakBefore(rest, taken);
    lines.push(rest.slice(0, end).join('').trimEnd());
    rest = characters(rest.slice(end).join('').trimStart());
  }
  return lines;
}
