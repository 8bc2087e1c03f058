import { expect, it } from 'vitest';
import { appendPage, mergeFirstPage, type Pages } from '../../renderer/devices/list/merge.ts';
import { sampleDevices } from '../support/pretend-scenes.ts';

const all = sampleDevices(500);
const page = (from: number, to: number, next: number | null = 1): Pages => ({
  items: all.slice(from, to),
  next,
  total: all.length,
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
  const fresh = { items: without, next: 1, total: all.length };
  expect(ids(mergeFirstPage(page(0, 300, 201), fresh))).not.toContain(all[40]?.id);
  const fewer = { ...page(0, 100), total: all.length - 1 };
  expect(mergeFirstPage(page(0, 300, 201), fewer)).toEqual(fewer);
});
