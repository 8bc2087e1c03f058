import type { Device } from '../../../shared/models/device.ts';

export interface Pages {
  items: Device[];
  /** Cursor of the page below; null at the end. */
  next: number | null;
  total: number;
}

/**
 * Puts a newly fetched first page onto what is loaded. New devices come on top and known ones take
 * their new status in place, so that a list somebody is reading does not jump. When so many are new
 * that the two do not touch, the gap cannot be closed and the list starts over; so it does when there
 * are fewer than before, since what was deleted further down is not known.
 */
export function mergeFirstPage(loaded: Pages, fresh: Pages): Pages {
  const freshById = new Map(fresh.items.map((device) => [device.id, device]));
  const first = loaded.items[0];
  if (!first || fresh.next === null || !freshById.has(first.id)) return fresh;
  if (fresh.total < loaded.total) return fresh;
  const lowest = fresh.items.at(-1)?.id ?? 0;
  const rest = loaded.items
    .filter((device) => device.id < lowest || freshById.has(device.id))
    .map((device) => freshById.get(device.id) ?? device);
  const known = new Set(loaded.items.map((device) => device.id));
  const added = fresh.items.filter((device) => !known.has(device.id));
  return { items: [...added, ...rest], next: loaded.next, total: fresh.total };
}

export function appendPage(loaded: Pages, page: Pages): Pages {
  const known = new Set(loaded.items.map((device) => device.id));
  return {
    items: [...loaded.items, ...page.items.filter((device) => !known.has(device.id))],
    next: page.next,
    total: page.total,
  };
}
