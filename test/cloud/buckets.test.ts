import { expect, test } from 'vitest';
import { neighbourhood } from '../../cloud/limits/address.ts';
import { Buckets } from '../../cloud/limits/buckets.ts';
import { defaultRates, parseRates } from '../../cloud/limits/rates.ts';

test('a bucket gives its burst, then its rate, and never more than it holds', () => {
  const buckets = new Buckets(10, 20);
  const taken = (now: number) => {
    let count = 0;
    while (buckets.take('a', 1, now) === 0) count++;
    return count;
  };
  expect(taken(0)).toBe(20);
  expect(buckets.wait('a', 0)).toBeCloseTo(0.1);
  expect(taken(500)).toBe(5);
  expect(taken(3_600_000)).toBe(20);
  expect(buckets.wait('b', 3_600_000)).toBe(0);
});

test('a batch larger than the bucket passes once, and the next one waits until it is paid for', () => {
  const buckets = new Buckets(10, 20);
  expect(buckets.take('a', 1000, 0)).toBe(0);
  expect(buckets.take('a', 1, 0)).toBeCloseTo(98.1);
  expect(buckets.take('a', 1, 98_000)).toBeGreaterThan(0);
  expect(buckets.take('a', 1, 98_101)).toBe(0);
});

test('what is refused costs nothing, and a rate of 0 is no limit', () => {
  const buckets = new Buckets(1, 1);
  buckets.take('a', 1, 0);
  for (let n = 0; n < 100; n++) buckets.take('a', 1, 0);
  expect(buckets.wait('a', 0)).toBe(1);
  const none = new Buckets(0, 0);
  for (let n = 0; n < 100; n++) expect(none.take('a', 1, 0)).toBe(0);
  expect(none.size).toBe(0);
});

test('as many names as somebody can invent take no more memory than some', () => {
  const buckets = new Buckets(1, 1, 100);
  for (let n = 0; n < 1000; n++) {
    buckets.take(`name ${n}`, 1, 0);
    // Who comes again and again is not forgotten for the sake of newcomers.
    buckets.spend('regular', 1, 0);
  }
  expect(buckets.size).toBe(100);
  expect(buckets.wait('regular', 0)).toBeGreaterThan(900);
});

test.for([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['::1', '0:0:0:0'],
  ['2001:db8:7:1::5', '2001:db8:7:1'],
  ['2001:db8:7:1:aaaa:bbbb:cccc:dddd', '2001:db8:7:1'],
  ['2001:0DB8::ffff', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s counts as %s', ([address, expected]) => {
  expect(neighbourhood(address as string)).toBe(expected);
});

test('rates are read or refused', () => {
  expect(parseRates('')).toEqual(defaultRates);
  expect(parseRates(' requests=7, devices = 0 ')).toEqual({
    ...defaultRates,
    requests: 7,
    devices: 0,
  });
  for (const bad of [
    'requests',
    'requests=-1',
    'requests=1.5',
    'toString=1',
    'x=1',
    'group=9999999',
  ]) {
    expect([bad, parseRates(bad)]).toEqual([bad, null]);
  }
});
