/**
 * Which SNs stood in which row of this file, in 16 bytes each however long they are: a million rows in some 32 MiB. Two
 * SNs are taken for one when 53 bits of their hashes agree: about once in 10,000 files of a million rows, and then the later row
 * is asked about, not lost.
 */
export interface SeenRows {
  /** The row that had it first, and whether it said the same (`says`) there; null: it is the first one. */
  add(deviceSn: string, says: string, row: number): { row: number; same: boolean } | null;
}

/** `expected`: rows that there may be; more are no harm, but growing holds everybody up for a moment. */
export function createSeenRows(expected = 0): SeenRows {
  let size = 2 ** Math.ceil(Math.log2(Math.max(1024, Math.min(expected, most) / fullest)));
  let used = 0;
  let keys = new Float64Array(size);
  let rows = new Uint32Array(size);
  let sayings = new Uint32Array(size);

  /** The place of a key, or the free one where it belongs. */
  function placeOf(key: number): number {
    let at = (key % 4_294_967_296) & (size - 1);
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & (size - 1);
    return at;
  }

  function grow(): void {
    const [oldKeys, oldRows, oldSayings] = [keys, rows, sayings];
    size *= 2;
    keys = new Float64Array(size);
    rows = new Uint32Array(size);
    sayings = new Uint32Array(size);
    for (const [index, key] of oldKeys.entries()) {
      if (key === 0) continue;
      const at = placeOf(key);
      keys[at] = key;
      rows[at] = oldRows[index] as number;
      sayings[at] = oldSayings[index] as number;
    }
  }

  return {
    add(deviceSn, says, row) {
      const key = hash53(deviceSn);
      const saying = hash53(says) >>> 0;
      const at = placeOf(key);
      if (keys[at] === key) return { row: rows[at] as number, same: sayings[at] === saying };
      keys[at] = key;
      rows[at] = row;
      sayings[at] = saying;
      used++;
      if (used > size * fullest) grow();
      return null;
    },
  };
}

/** How full the table may be, and how many rows it is made for from the start at most. */
const fullest = 0.7;
const most = 4_000_000;

/** Two mixes of FNV-1a's kind over UTF-16 units, put together; never 0. */
function hash53(text: string): number {
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x5bd1e995);
    two ^= two >>> 13;
  }
  one ^= one >>> 16;
  return (two & 0x1f_ffff) * 4_294_967_296 + (one >>> 0) + 1;
}
