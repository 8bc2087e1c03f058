import { expect, test } from 'vitest';
import { bucketMs, bucketsOf, paceOf } from '../../shared/line/pace.ts';

const from = 1_764_000_000_000;
const every = (seconds: number, many: number, start = from) =>
  Array.from({ length: many }, (_, index) => start + index * seconds * 1000);

test('takt is the usual gap of the last units, and what is left follows from it', () => {
  expect(paceOf(every(12, 30), 100)).toEqual({ takt: 12_000, perHour: 300, left: 1_200_000 });
});

test('a pause is no takt', () => {
  const times = [...every(10, 8), ...every(10, 8, from + 3_600_000)];
  expect(paceOf(times, null)).toEqual({ takt: 10_000, perHour: 360, left: null });
});

test('only the last twenty units count', () => {
  const times = [...every(60, 10), ...every(5, 21, from + 10_000_000)];
  expect(paceOf(times, null).takt).toBe(5000);
});

test('two units say nothing yet, and neither do times that a clock set back has mixed', () => {
  expect(paceOf([], 5)).toEqual({ takt: null, perHour: null, left: null });
  expect(paceOf(every(10, 2), 5).takt).toBeNull();
  expect(paceOf([from, from, from, from], 5).takt).toBeNull();
  expect(paceOf([...every(10, 10), ...every(10, 10, from - 86_400_000)], 5).takt).toBe(10_000);
});

test('bars are equal and whole, empty ones too', () => {
  const begin = Math.floor(from / bucketMs) * bucketMs;
  const bars = bucketsOf([{ from: begin - bucketMs, good: 7, refused: 1 }], from, 1);
  expect(bars).toHaveLength(12);
  expect(bars.at(-1)).toEqual({ from: begin, good: 0, refused: 0 });
  expect(bars.at(-2)).toEqual({ from: begin - bucketMs, good: 7, refused: 1 });
});
