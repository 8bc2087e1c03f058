import type { Device } from '../../../shared/models/device.ts';

export interface Pages {
  items: Device[];
  /** Cursor of the page below; null at the end. */
  next: number | null;
  /** How many match; at least so many where it is not `exact`. */
  total: number;
  exact: boolean;
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
  if (fresh.exact && loaded.exact && fresh.total < loaded.total) return fresh;
  const lowest = fresh.items.at(-1)?.id ?? 0;
  const rest = loaded.items
    .filter((device) => device.id < lowest || freshById.has(device.id))
    .map((device) => freshById.get(device.id) ?? device);
  const known = new Set(loaded.items.map((device) => device.id));
  const added = fresh.items.filter((device) => !known.has(device.id));
  return counted({ items: [...added, ...rest], next: loaded.next }, loaded, fresh);
}

/** A list by SN as it was, with what is known better now; new devices come when it is asked for again. */
export function mergeBySn(loaded: Pages, fresh: Pages): Pages {
  const freshById = new Map(fresh.items.map((device) => [device.id, device]));
  const items = loaded.items.map((device) => freshById.get(device.id) ?? device);
  return counted({ items, next: loaded.next }, loaded, fresh);
}

export function appendPage(loaded: Pages, page: Pages): Pages {
  const known = new Set(loaded.items.map((device) => device.id));
  const items = [...loaded.items, ...page.items.filter((device) => !known.has(device.id))];
  return counted({ items, next: page.next }, loaded, page);
}

/** The whole list in hand is the best count; then one that is exact; then the largest that was seen. */
function counted(list: Pick<Pages, 'items' | 'next'>, before: Pages, now: Pages): Pages {
  if (list.next === null) return { ...list, total: list.items.length, exact: true };
  if (now.exact) return { ...list, total: now.total, exact: true };
  const total = Math.max(before.total, now.total, list.items.length);
  return { ...list, total, exact: before.exact && total === before.total };
}
