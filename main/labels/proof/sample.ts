/**
 * Numbers of `count` labels of `of`, each as likely as any other, in ascending order; equal seeds give equal ones. All
 * of them where `count` is not less than `of`.
 */
export function sampleOf(of: number, count: number, seed: number): number[] {
  if (count >= of) return Array.from({ length: of }, (_, at) => at);
  const chosen = new Set<number>();
  const random = chanceFrom(seed);
  // Floyd's way: each choice is one step, however many labels there are.
  for (let last = of - count; last < of; last++) {
    const one = Math.floor(random() * (last + 1));
    chosen.add(chosen.has(one) ? last : one);
  }
  return [...chosen].toSorted((a, b) => a - b);
}

/** mulberry32, for choosing a sample that can be chosen again; nothing secret comes from it. */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
