import { expect, test } from 'vitest';
import { rage } from '../support/storm/storm.ts';

test('a storm from three scanners: each good read once, from the scanner that sent it', async () => {
  const storm = await rage({ seconds: 12, rate: 90, troubles: 1 });
  expect(storm.wrong).toEqual([]);
  expect([storm.unplugged, storm.killed]).toEqual([3, 3]);
  const certain = storm.sent.filter((sent) => sent.certain);
  for (const kind of ['good', 'repeat', 'refused', 'noise']) {
    expect(
      certain.some((sent) => sent.kind === kind),
      kind,
    ).toBe(true);
  }
}, 120_000);

test('the power goes in the middle of a storm: what a scanner was told is there, once', async () => {
  const storm = await rage({ seconds: 5, rate: 200, troubles: 0, powerCut: true });
  expect(storm.wrong).toEqual([]);
  expect(storm.sent.filter((sent) => sent.took !== null).length).toBeGreaterThan(50);
}, 120_000);
