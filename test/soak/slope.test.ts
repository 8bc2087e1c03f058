import { expect, test } from 'vitest';
import { rise } from './slope.ts';

const every = (of: (at: number) => number) =>
  Array.from({ length: 100 }, (_, at) => ({ at, value: of(at) }));

test('a leak rises by what it leaked after the warm-up; a warm-up, noise and a saw do not rise', () => {
  expect(rise(every((at) => 50 + at))).toBeCloseTo(69, 0);
  expect(rise(every((at) => Math.min(at, 25) * 100))).toBeCloseTo(0, 5);
  expect(Math.abs(rise(every((at) => 50 + (at % 2 === 0 ? 5 : -5))))).toBeLessThan(1);
  expect(Math.abs(rise(every((at) => 50 + (at % 10))))).toBeLessThan(2);
  expect(rise([])).toBe(0);
});
