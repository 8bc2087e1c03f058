import { chanceFrom } from '../chance.ts';

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

/** Which labels of a job are looked at: all of them, or so many that `seed` chooses. */
export type Mode = 'whole' | { sample: number; seed: number };

/** Their numbers, counted from 0, in ascending order. */
export const chosenOf = (count: number, mode: Mode): number[] =>
  mode === 'whole' ? sampleOf(count, count, 0) : sampleOf(count, mode.sample, mode.seed);
