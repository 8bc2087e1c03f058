/** What was looked at of a job, and what that says about the rest. */
export interface Risk {
  looked: number;
  of: number;
  /** With 99 % certainty fewer labels than this are wrong; 1 where all were looked at. */
  fewerThan: number;
}

const doubt = 0.01;

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

/**
 * What `looked` good labels of `of` leave open. If `wrong` were wrong, a sample would miss all of them with the chance
 * C(of - wrong, looked) / C(of, looked); the first number for which that is at most one in a hundred. For few of many
 * it is the rule of three's sister for 99 %: 4.6 / looked of them.
 */
export function riskOf(looked: number, of: number): Risk {
  let missed = 1;
  let wrong = 0;
  while (missed > doubt) {
    const left = of - wrong;
    missed *= Math.max(0, left - looked) / left;
    wrong++;
  }
  return { looked, of, fewerThan: wrong };
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
