import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { type Row, rowsUp, textsOf } from './facts.ts';
import { eachGram, termGram } from './grams.ts';
import { pack } from './id-list.ts';
import { listKey, rangeOf, readyParts } from './parts.ts';

/** Makes one part of the index: read into memory, written in slices, and searched once all of it is there. */

/** A piece of work; false when it has been done to its end. */
export type Task = (until: () => boolean) => boolean;

/** One transaction; throws what the disk says. */
export type Write = (work: () => void) => void;

const rowsAtOnce = 32;
const listsAtOnce = 200;

/** Everything a device is listed under. */
export function eachListOf(row: Row, tell: (gram: number) => void): void {
  for (const text of textsOf(row)) eachGram(text, tell);
  tell(termGram('group', row[5]));
  if (row[4] !== null) tell(termGram('batch', row[4]));
}

/** Offsets as they come, ascending, each once. */
class Growing {
  offsets = new Uint16Array(4);
  n = 0;
  add(offset: number): void {
    if (this.n > 0 && this.offsets[this.n - 1] === offset) return;
    if (this.n === this.offsets.length) {
      const more = new Uint16Array(this.n * 2);
      more.set(this.offsets);
      this.offsets = more;
    }
    this.offsets[this.n++] = offset;
  }
}

/** Builds a part that is not there. */
export function building(db: Database, write: Write, part: number): Task {
  const { from, below, size } = rangeOf(part);
  const lists = new Map<number, Growing>();
  let place = from;
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  let keys: Uint32Array | null = null;
  let written = 0;

  function read(): void {
    const rows = rowsUp(db, { from: place, below, limit: rowsAtOnce });
    for (const row of rows) {
      const [id, at] = [row[0], row[8]];
      firstAt = Math.min(firstAt ?? at, at);
      lastAt = Math.max(lastAt ?? at, at);
      eachListOf(row, (gram) => {
        let list = lists.get(gram);
        if (!list) lists.set(gram, (list = new Growing()));
        list.add(id - from);
      });
    }
    place = rows.length < rowsAtOnce ? below : (rows.at(-1)?.[0] ?? below) + 1;
  }

  function finish(): void {
    prepared(
      db,
      `UPDATE search_part SET state = 'dropped' WHERE state = 'ready' AND part IN
         (SELECT value FROM json_each(?))`,
    ).run(JSON.stringify(partsWithin(db, from, below)));
    prepared(
      db,
      `UPDATE search_part SET state = 'ready', first_at = ?, last_at = ? WHERE part = ?`,
    ).run(firstAt, lastAt, part);
  }

  return (until) => {
    while (place < below) {
      read();
      if (until()) return true;
    }
    if (!keys) {
      keys = Uint32Array.from(lists.keys()).sort();
      write(() => {
        prepared(db, `INSERT INTO search_part (part, state) VALUES (?, 'building')`).run(part);
      });
      return true;
    }
    while (written < keys.length) {
      const some = keys.subarray(written, written + listsAtOnce);
      write(() => {
        for (const gram of some) {
          const { offsets, n } = lists.get(gram) as Growing;
          const ids = pack(offsets.subarray(0, n), size);
          prepared(db, 'INSERT INTO search_list (key, n, ids) VALUES (?, ?, ?)').run(
            listKey(part, gram),
            n,
            ids,
          );
        }
      });
      written += some.length;
      if (until()) return true;
    }
    write(finish);
    return false;
  };
}

const partsWithin = (db: Database, from: number, below: number): number[] =>
  readyParts(db)
    .filter((part) => part.from >= from && part.below <= below)
    .map(({ part }) => part);
