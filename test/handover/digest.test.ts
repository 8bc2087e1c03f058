import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDigest, digestBits, encodeDigest } from '../../shared/handover/digest.ts';

const coded = (hashes: number[]): Uint8Array => {
  const writing = encodeDigest(hashes);
  let step = writing.next();
  while (!step.done) step = writing.next();
  return step.value;
};

test('hashes come back, in their order and each once', () => {
  const hash = fc.integer({ min: 0, max: 2 ** 42 - 1 });
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 300 }), (hashes) => {
      const sorted = [...new Set(hashes)].toSorted((one, other) => one - other);
      const bytes = coded(hashes.toSorted((one, other) => one - other));
      expect([...decodeDigest(bytes, 42, sorted.length)]).toEqual(sorted);
    }),
  );
});

test('an SN costs about four bytes, and a wrong yes has a chance below 1e-9 however many there are', () => {
  for (const count of [1, 1000, 4096, 1_000_000, 5_000_000]) {
    const bits = digestBits(count);
    expect(bits).toBeLessThanOrEqual(53);
    expect(count / 2 ** bits).toBeLessThanOrEqual(1e-9);
  }
  const most = 2 ** digestBits(20_000);
  const hashes = Array.from({ length: 20_000 }, (_, at) =>
    Math.floor(((at + 0.5) / 20_000) * most),
  );
  expect(coded(hashes).length).toBeLessThanOrEqual(20_000 * 4);
});

test('what nobody wrote, or what was cut off, is said to be so', () => {
  const bytes = coded([5, 70_000_000_000, 90_000_000_000]);
  expect([...decodeDigest(bytes.slice(0, 5), 42, 3)].at(-1)).toBeNull();
  expect([...decodeDigest(bytes, 33, 3)].at(-1)).toBeNull();
  expect([...decodeDigest(new Uint8Array(100_000).fill(255), 42, 3)]).toEqual([null]);
});
