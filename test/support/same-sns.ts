import { expect } from 'vitest';

/** Compares sets of SNs and names only what differs: ten thousand lines of diff help nobody. */
export function expectSameSns(found: readonly string[], wanted: readonly string[]): void {
  const [had, should] = [new Set(found), new Set(wanted)];
  const some = (sns: string[]): string[] => sns.slice(0, 10);
  const missing = wanted.filter((sn) => !had.has(sn));
  const extra = found.filter((sn) => !should.has(sn));
  const twice = found.filter((sn, index) => found.indexOf(sn) !== index);
  expect({
    count: found.length,
    missing: some(missing),
    extra: some(extra),
    twice: some(twice),
  }).toEqual({ count: should.size, missing: [], extra: [], twice: [] });
}
