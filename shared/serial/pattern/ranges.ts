/** A set of characters as ranges of code points: sorted, apart, both ends included. */
export type Ranges = readonly (readonly [number, number])[];

export const highest = 0x10_ffff;
export const everyCharacter: Ranges = [[0, highest]];

export function union(ranges: Ranges): Ranges {
  const joined: [number, number][] = [];
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}

export function without(ranges: Ranges): Ranges {
  const left: [number, number][] = [];
  let from = 0;
  for (const [low, high] of union(ranges)) {
    if (low > from) left.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= highest) left.push([from, highest]);
  return left;
}

export function common(a: Ranges, b: Ranges): Ranges {
  const both: [number, number][] = [];
  for (const [low, high] of a) {
    for (const [from, to] of b) {
      if (from > high) break;
      if (to >= low) both.push([Math.max(low, from), Math.min(high, to)]);
    }
  }
  return both;
}

export const has = (ranges: Ranges, code: number): boolean =>
  ranges.some(([low, high]) => low <= code && code <= high);

export const codeOf = (character: string): number => character.codePointAt(0) as number;

export const rangesOf = (characters: Iterable<string>): Ranges =>
  union([...characters].map((character) => [codeOf(character), codeOf(character)]));

/** For people: `0-9 A-Z -`; null where it would be no help because nearly everything is in it. */
export function showRanges(ranges: Ranges): string | null {
  const count = ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0);
  if (count === 0 || count > 500 || ranges.length > 12) return null;
  return ranges
    .map(([low, high]) => {
      const [from, to] = [String.fromCodePoint(low), String.fromCodePoint(high)];
      if (low === high) return from === ' ' ? '␠' : from;
      return high === low + 1 ? `${from} ${to}` : `${from}-${to}`;
    })
    .join(' ');
}
