import type { Database } from 'better-sqlite3';
import { ProblemError } from '../../../shared/problems.ts';
import { prepared } from '../prepared.ts';
import type { Store } from '../store.ts';
import { building, eachListOf, type Task, type Write } from './build-part.ts';
import { rowOf } from './facts.ts';
import { gramSpace } from './grams.ts';
import { addTo, offsetsOf, pack, setBit, unpack } from './id-list.ts';
import {
  endOfIds,
  type Level,
  levels,
  listKey,
  type Part,
  partOf,
  partSizes,
  readyParts,
} from './parts.ts';

/**
 * Brings the index up to the devices, a little at a time. A part is built in memory, written in slices and is searched
 * once all of it is there: a process that dies on the way leaves lists that nobody reads, and they are cleared away.
 */

/** Changed devices taken in at once: each may touch a hundred lists. */
const changedAtOnce = 16;
const clearedAtOnce = 800;

export interface IndexWork {
  /**
   * Works until `until` says that it is enough, in steps of a few milliseconds; false when there is nothing left to do.
   * Throws what the disk says; whatever it was at begins anew.
   */
  step(until: () => boolean): boolean;
}

/** The one that writes the index of a store. */
export function createIndexWork(store: Store): IndexWork {
  const { db } = store;
  const write: Write = (work) => {
    const written = store.write(work);
    if (!written.ok) throw new ProblemError(written.problem.code, written.problem.params);
  };
  let task: Task | null = null;
  /** What was begun and not ended, by another process or before the disk refused, is not gone on with: what had been read is lost. */
  let halfDone = true;
  return {
    step(until) {
      if (halfDone) write(() => void prepared(db, dropHalfDone).run());
      halfDone = true;
      for (;;) {
        task ??= nextTask(db, write);
        const more: boolean = task?.(until) ?? false;
        const ended = !more && task === null;
        if (!more) task = null;
        if (more || ended || until()) {
          halfDone = false;
          return !ended;
        }
      }
    },
  };
}

const dropHalfDone = `UPDATE search_part SET state = 'dropped' WHERE state = 'building'`;

function nextTask(db: Database, write: Write): Task | null {
  const dropped = prepared(db, `SELECT part FROM search_part WHERE state = 'dropped' LIMIT 1`)
    .pluck()
    .get() as number | undefined;
  if (dropped !== undefined) return clearing(db, write, dropped);
  const parts = readyParts(db);
  const changed = changedIn(db, parts);
  if (changed) return takingIn(db, write, changed);
  const next = nextPart(parts, endOfIds(db));
  return next === null ? null : building(db, write, next);
}

/** The largest part that can be made of devices that are all there already. */
function nextPart(parts: readonly Part[], end: number): number | null {
  let from = 0;
  for (const level of levels) {
    const size = partSizes[level];
    for (; from + size <= end; from += size) {
      if (!parts.some((part) => part.from <= from && part.below >= from + size)) {
        return partOf(level as Level, from / size);
      }
    }
  }
  return null;
}

const clearing =
  (db: Database, write: Write, part: number): Task =>
  (until) => {
    for (let left = true; left; ) {
      if (until()) return true;
      write(() => {
        const { changes } = prepared(
          db,
          `DELETE FROM search_list WHERE key IN
             (SELECT key FROM search_list WHERE key >= ? AND key < ? ORDER BY key LIMIT ?)`,
        ).run(listKey(part, 0), listKey(part, gramSpace), clearedAtOnce);
        left = changes > 0;
        if (!left) prepared(db, 'DELETE FROM search_part WHERE part = ?').run(part);
      });
    }
    return false;
  };

/** Devices of one part that were changed since it was built. */
function changedIn(db: Database, parts: readonly Part[]): { part: Part; ids: number[] } | null {
  for (const part of parts) {
    const ids = prepared(
      db,
      'SELECT id FROM search_changed WHERE id >= ? AND id < ? ORDER BY id LIMIT ?',
    )
      .pluck()
      .all(part.from, part.below, changedAtOnce) as number[];
    if (ids.length > 0) return { part, ids };
  }
  return null;
}

/** Lists them under what they are called now. What they were called stays, and the row says that it is not so. */
const takingIn =
  (db: Database, write: Write, { part, ids }: { part: Part; ids: number[] }): Task =>
  () => {
    write(() => {
      const more = new Map<number, Set<number>>();
      for (const id of ids) {
        const row = rowOf(db, id);
        if (!row) continue;
        eachListOf(row, (gram) => {
          const known = more.get(gram);
          if (known) known.add(id - part.from);
          else more.set(gram, new Set([id - part.from]));
        });
        widen(db, part.part, row[8]);
      }
      for (const [gram, offsets] of more) addToList(db, part, gram, offsets);
      for (const id of ids) prepared(db, 'DELETE FROM search_changed WHERE id = ?').run(id);
    });
    return false;
  };

/** A device that came back may be of another time than those that were there. */
function widen(db: Database, part: number, at: number): void {
  prepared(
    db,
    `UPDATE search_part SET first_at = min(coalesce(first_at, @at), @at), last_at = max(coalesce(last_at, @at), @at)
     WHERE part = @part AND (first_at IS NULL OR first_at > @at OR last_at < @at)`,
  ).run({ at, part });
}

function addToList(db: Database, part: Part, gram: number, offsets: ReadonlySet<number>): void {
  const key = listKey(part.part, gram);
  const kept = prepared(db, 'SELECT ids FROM search_list WHERE key = ?').pluck().get(key) as
    | Buffer
    | undefined;
  const bits = new Uint32Array(part.size / 32);
  if (kept) addTo(bits, unpack(kept, part.size));
  const before = bits.slice();
  for (const offset of offsets) setBit(bits, offset);
  if (kept && bits.every((word, at) => word === before[at])) return;
  const all = offsetsOf(bits, part.size);
  prepared(db, 'INSERT OR REPLACE INTO search_list (key, n, ids) VALUES (?, ?, ?)').run(
    key,
    all.length,
    pack(all, part.size),
  );
}
