import { expect, it } from 'vitest';
import {
  appendPage,
  mergeBySn,
  mergeFirstPage,
  type Pages,
} from '../../renderer/devices/list/merge.ts';
import { sampleDevices } from '../support/pretend-scenes.ts';

const all = sampleDevices(500);
const page = (from: number, to: number, next: number | null = 1): Pages => ({
  items: all.slice(from, to),
  next,
  total: all.length,
  exact: true,
});
const ids = (pages: Pages) => pages.items.map(({ id }) => id);

it('new devices come on top and what was scrolled to stays', () => {
  const merged = mergeFirstPage(page(10, 300, 201), page(0, 100));
  expect(ids(merged)).toEqual(ids(page(0, 300)));
  expect(merged.next).toBe(201);
});

it('a known device takes its new status in its place', () => {
  const fresh = page(0, 100);
  const changed = fresh.items.map((device) => ({ ...device, status: 'allocated' as const }));
  const merged = mergeFirstPage(page(0, 200), { ...fresh, items: changed });
  expect(ids(merged)).toEqual(ids(page(0, 200)));
  expect(merged.items[0]?.status).toBe('allocated');
});

it('a list that was overtaken starts over, rather than hide a gap', () => {
  expect(mergeFirstPage(page(200, 300), page(0, 100))).toEqual(page(0, 100));
});

it('a page that is asked for twice is there once', () => {
  const once = appendPage(page(0, 100), page(100, 200));
  expect(ids(appendPage(once, page(100, 200)))).toEqual(ids(page(0, 200)));
});

it('a deleted device leaves the list, at the top at once and further down by starting over', () => {
  const without = page(0, 101).items.filter((_, index) => index !== 40);
  const fresh = { items: without, next: 1, total: all.length, exact: true };
  expect(ids(mergeFirstPage(page(0, 300, 201), fresh))).not.toContain(all[40]?.id);
  const fewer = { ...page(0, 100), total: all.length - 1 };
  expect(mergeFirstPage(page(0, 300, 201), fewer)).toEqual(fewer);
});

it('how many match is the best that is known: the list in hand, an exact count, the largest seen', () => {
  const some = { ...page(0, 100), total: 100, exact: false };
  const counted = { ...some, total: 1000 };
  expect(appendPage(counted, { ...page(100, 200), total: 100, exact: false })).toMatchObject({
    total: 1000,
    exact: false,
  });
  expect(mergeFirstPage(counted, some)).toMatchObject({ total: 1000, exact: false });
  expect(appendPage(some, page(100, 200))).toMatchObject({ total: 500, exact: true });
  expect(appendPage(some, { ...page(100, 110, null), total: 10, exact: false })).toMatchObject({
    total: 110,
    exact: true,
  });
});

it('a list by SN stays in its order, and what is known better is shown', () => {
  const loaded = page(0, 200);
  const [first, second] = loaded.items;
  if (!first || !second) throw new Error('no devices');
  const fresh = { ...page(0, 2), items: [{ ...second, status: 'parked' as const }] };
  const merged = mergeBySn(loaded, fresh);
  expect(ids(merged)).toEqual(ids(loaded));
  expect(merged.items[1]?.status).toBe('parked');
});
