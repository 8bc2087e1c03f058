import { expect, test } from 'vitest';
import type { RangeInfo } from '../../shared/models/maker.ts';
import { House } from '../cloud/house.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { seeded } from '../support/random.ts';
import { must, openStation } from '../support/station.ts';
import { day, engineer, giveSeries, handles, weekly } from './support.ts';

/** Stations that lease numbers from one cloud on real PostgreSQL. */
const house = new House();

async function station(name: string, url: string) {
  // The cloud refuses a clock that is wrong: only what happens without it is put ahead.
  const clock = { ahead: 0 };
  const app = await openStation({ catalog: false, clock: { now: () => Date.now() + clock.ahead } });
  const { appKey, appSecret, orgId } = house.service;
  must(await app.call('preferences.set', { stationName: name }, { role: 'admin' }));
  const link = { kind: 'lineside', url, appKey, appSecret, orgId };
  must(await app.call('cloud.connect', link, { role: 'admin' }));
  must(await app.call('catalog.pull', {}, engineer));
  return { app, clock, ...handles(app) };
}

const shortWeekly = {
  ...weekly,
  parts: [{ kind: 'text', text: 'MX' } as const, ...weekly.parts.slice(1)],
};

/** Tries as a station does: again under the key that is on its disk. */
async function ensured(one: Awaited<ReturnType<typeof station>>, tag: string, count: number) {
  for (let tried = 0; tried < 60; tried++) {
    const done = await one.app.parts.leases.ensure('MIG', tag, count);
    if (done.ok) return;
    expect(done.problem.code).toMatch(/^cloud-/);
  }
  throw new Error('no range after 60 tries');
}

test('twenty stations make SNs of one series over a network that loses replies: none twice', async () => {
  const proxy = await startFaultProxy(house.service.url);
  try {
    const first = await station('LEADER', house.service.url);
    await giveSeries(first.app, shortWeekly, 'MIG');
    const stations = [];
    for (let nth = 0; nth < 20; nth++) stations.push(await station(`ST-${nth}`, proxy.url));
    const random = seeded();
    proxy.meddle = (_, request) => {
      if (!/ranges/.test(request.url ?? '')) return 'pass';
      if (random.chance(0.35)) return 'drop-reply';
      return random.chance(0.15) ? 'twice' : 'pass';
    };
    const made: string[] = [];
    await Promise.all(
      stations.map(async (one, nth) => {
        must(
          await one.app.call(
            'batches.start',
            { groupId: 'MIG', tag: `B${nth}`, makes: true },
            engineer,
          ),
        );
        for (let round = 1; round <= 3; round++) {
          await ensured(one, `B${nth}`, 7);
          for (let unit = 0; unit < 7; unit++) {
            const verdict = await one.next();
            expect(verdict).toMatchObject({ verdict: 'accepted' });
            made.push(verdict.deviceSn as string);
          }
        }
      }),
    );
    expect(proxy.counts['drop-reply']).toBeGreaterThan(5);
    expect(made).toHaveLength(420);
    expect(new Set(made).size).toBe(420);
    // A lost reply loses no numbers: the same key got the same range.
    const held = (await Promise.all(stations.map((one) => one.ranges()))).flat() as RangeInfo[];
    const numbers = held.flatMap(({ first: from, last }) =>
      Array.from({ length: last - from + 1 }, (_, at) => from + at),
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.max(...numbers)).toBe(numbers.length);
  } finally {
    await proxy.close();
  }
}, 240_000);

test('the same key gets the same range; another wish under it is refused', async () => {
  const one = await station('KEY', house.service.url);
  await giveSeries(one.app, shortWeekly, 'INI');
  const cloud = must(one.app.parts.sync.cloud());
  const series = must(await one.app.call('makers.ranges', {}, engineer));
  expect(series).toMatchObject({ fromCloud: true });
  await one.app.parts.leases.ensure('INI', 'B1', 10);
  const [held] = await one.ranges();
  const { layout } = one.app.parts.store.db
    .prepare('SELECT layout FROM maker_range WHERE id = ?')
    .get(held?.id) as { layout: string };
  const wish = {
    key: held?.id ?? '',
    groupId: 'INI',
    layout,
    period: held?.period ?? '',
    count: 99,
  };
  expect(await cloud.leaseRange?.(wish)).toEqual({ ok: true, value: { first: 1, last: 10 } });
  expect((await cloud.leaseRange?.({ ...wish, period: '2031-W49' }))?.ok).toBe(false);
  const fresh = { ...wish, key: 'another-key' };
  expect(await cloud.leaseRange?.({ ...fresh, layout: '[]' })).toMatchObject({
    problem: { code: 'maker-series-changed' },
  });
  expect((await cloud.leaseRange?.({ ...fresh, period: '2026-W60' }))?.ok).toBe(false);
  expect(await cloud.leaseRange?.({ ...fresh, count: 100_000 })).toEqual({
    ok: true,
    value: { first: 11, last: 9999 },
  });
  expect(await cloud.leaseRange?.({ ...fresh, key: 'the-last-one' })).toEqual({
    ok: true,
    value: null,
  });
}, 180_000);

test('a range that could hold SNs of an earlier series is not given, and both intervals are named', async () => {
  const one = await station('MEET', house.service.url);
  const plainly = (text: string, width: number) => ({
    ...weekly,
    parts: [{ kind: 'text', text } as const, { kind: 'counter' } as const],
    reset: 'never' as const,
    counter: { ...weekly.counter, width },
  });
  await giveSeries(one.app, plainly('MQ', 4), 'INI');
  must(await one.app.parts.leases.ensure('INI', 'B1', 50));
  await giveSeries(one.app, plainly('MQ0', 3), 'INI');
  const refused = await one.app.parts.leases.ensure('INI', 'B1', 5);
  expect(refused).toMatchObject({
    problem: {
      code: 'maker-range-overlap',
      params: { ours: 'MQ0001–MQ0005', theirs: 'MQ0001–MQ0050', deviceSn: 'MQ0001' },
    },
  });
}, 180_000);

test('a station works on for a day without the cloud, from the numbers that it leased ahead', async () => {
  const proxy = await startFaultProxy(house.service.url);
  const one = await station('AWAY', proxy.url);
  const daily = {
    ...weekly,
    parts: [
      { kind: 'text', text: 'MA' } as const,
      { kind: 'date', form: 'YY' } as const,
      { kind: 'date', form: 'DDD' } as const,
      { kind: 'counter' } as const,
    ],
    reset: 'day' as const,
  };
  await giveSeries(one.app, daily, 'MIG');
  must(await one.app.call('batches.start', { groupId: 'MIG', tag: 'DAY', makes: true }, engineer));
  one.app.parts.leases.start();
  await expect
    .poll(async () => (await one.ranges()).map(({ left }) => left), { timeout: 60_000 })
    .toEqual([500, 500]);
  await proxy.close();
  const made: (string | undefined)[] = [];
  for (let unit = 0; unit < 120; unit++) {
    if (unit === 60) one.clock.ahead = day;
    const verdict = await one.next();
    expect(verdict).toMatchObject({ verdict: 'accepted' });
    made.push(verdict.deviceSn);
  }
  expect(new Set(made).size).toBe(120);
  expect(made[119]).toMatch(/0060$/);
}, 180_000);
