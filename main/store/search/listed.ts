import type { Database } from 'better-sqlite3';
import { fold } from '../../../shared/fold.ts';
import { prepared } from '../prepared.ts';
import type { DeviceFilter } from './facts.ts';
import { termGram, wantedGrams } from './grams.ts';
import { addTo, both, type IdList, setBit, unpack } from './id-list.ts';
import { listKey, type Part } from './parts.ts';

/** What the lists of a part say of a filter. */

export const listSql = {
  one: 'SELECT ids FROM search_list WHERE key = ?',
  range: 'SELECT ids FROM search_list WHERE key >= ? AND key < ?',
  count: 'SELECT n FROM search_list WHERE key = ?',
  changed: 'SELECT id FROM search_changed WHERE id >= ? AND id < ?',
} as const;

/** With so few left to look at, the rows are read rather than more lists. */
const fewEnough = 12;
const mostLists = 9;

export interface Lists {
  /** It is one or two characters, which are in most devices or in few lists. */
  short: boolean;
  /** Those of a part that may match, and how many lists were read for that; none of its own where it is `outside`. */
  of(part: Part, outside: boolean): { listed: IdList; cost: number };
}

export function listsFor(db: Database, { search = '', groupId, batchTag }: DeviceFilter): Lists {
  const text = search === '' ? { all: [], range: null } : wantedGrams(fold(search));
  const { range } = text;
  /** All of them have to be there: the one that leaves the fewest, or was missing last, first. */
  let order = [
    ...text.all,
    ...(groupId === undefined ? [] : [termGram('group', groupId)]),
    ...(batchTag === undefined ? [] : [termGram('batch', batchTag)]),
  ];
  let orderedBy = 0;

  /** What is rare in a large part is rare elsewhere, mostly; what all devices have, or the tenth rarest, tells nothing. */
  function orderBy(part: Part): void {
    if (part.size <= orderedBy || order.length < 2) return;
    orderedBy = part.size;
    const count = prepared(db, listSql.count).pluck();
    order = order
      .map((gram) => ({ gram, n: (count.get(listKey(part.part, gram)) as number) ?? 0 }))
      .toSorted((a, b) => a.n - b.n)
      .filter(({ n }, at) => at === 0 || (at < mostLists && n < part.size * 0.9))
      .map(({ gram }) => gram);
  }

  function inRange(part: Part): { listed: IdList | null; cost: number } {
    if (!range) return { listed: null, cost: 1 };
    const bits = new Uint32Array(part.size / 32);
    const found = prepared(db, listSql.range)
      .pluck()
      .all(listKey(part.part, range.from), listKey(part.part, range.below)) as Buffer[];
    for (const bytes of found) addTo(bits, unpack(bytes, part.size));
    return { listed: bits, cost: found.length + 1 };
  }

  function own(part: Part): { listed: IdList; cost: number } {
    orderBy(part);
    let { listed, cost } = inRange(part);
    const one = prepared(db, listSql.one).pluck();
    for (const [at, gram] of order.entries()) {
      if (listed instanceof Uint16Array && listed.length <= fewEnough) break;
      cost++;
      const bytes = one.get(listKey(part.part, gram)) as Buffer | undefined;
      if (!bytes) {
        order = [gram, ...order.toSpliced(at, 1)];
        return { listed: new Uint16Array(), cost };
      }
      const next = unpack(bytes, part.size);
      listed = listed ? both(listed, next) : next;
    }
    return { listed: listed ?? new Uint32Array(part.size / 32).fill(0xffffffff), cost };
  }

  return {
    short: range !== null,
    of(part, outside) {
      const { listed, cost } = outside ? { listed: new Uint16Array(), cost: 1 } : own(part);
      const since = prepared(db, listSql.changed).pluck().all(part.from, part.below) as number[];
      if (since.length === 0) return { listed, cost };
      const bits = new Uint32Array(part.size / 32);
      addTo(bits, listed);
      for (const id of since) setBit(bits, id - part.from);
      return { listed: bits, cost };
    },
  };
}
