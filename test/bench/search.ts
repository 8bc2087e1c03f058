import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listDevices } from '../../main/store/device-list.ts';
import { createIndexWork } from '../../main/store/search/build.ts';
import type { DeviceFilter } from '../../main/store/search/facts.ts';
import { findDevices } from '../../main/store/search/find.ts';
import { openStore } from '../../main/store/store.ts';

/**
 * `npm run bench -- search [DEVICES]`: searches among a million devices beside what SQLite does by itself, in turns of one run: `LIKE '%x%'` over the SNs alone, and a plain index over SNs for texts they begin with. Ids of a first page of 50.
 */

const count = Number(process.argv[2] ?? 1_000_000);
const page = 50;
const folder = mkdtempSync(join(tmpdir(), 'lineside-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const opened = await openStore({ folder, now: () => Date.now(), newId: () => crypto.randomUUID() });
if (!opened.ok) throw new Error(opened.problem.message);
const store = opened.value;
const { db } = store;
// Only for the filling, which is not measured.
db.pragma('synchronous = OFF');
db.pragma('cache_size = -64000');

let state = 1;
const next = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return Math.floor((state / 0x80000000) * below);
};
const hex = (bytes: number, sign = '') =>
  Array.from({ length: bytes }, () => next(256).toString(16).padStart(2, '0').toUpperCase()).join(
    sign,
  );

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const line = (...cells: (string | number)[]) =>
  console.log(
    `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(3) : cell)).join(' | ')} |`,
  );

for (let nr = 0; nr < 100; nr++) {
  db.prepare(
    "INSERT INTO batch (id, group_id, tag, state, started_at, place) VALUES (?, ?, ?, 'finished', 0, ?)",
  ).run(`b${nr}`, `G${nr % 20}`, `WO-2025-${1000 + nr}`, nr);
}
const insert = db.prepare(
  `INSERT INTO device (group_id, device_sn, batch_id, master_data, description, registered_at, source_kind, source_name, raw)
   VALUES (?, ?, ?, ?, ?, ?, 'typed', '', '')`,
);
const known: { sn: string; mac: string }[] = [];
for (let from = 0; from < count; from += 20_000) {
  db.transaction(() => {
    for (let nr = from; nr < Math.min(count, from + 20_000); nr++) {
      const sn = `INV5K${nr % 7}-2025${10 + (nr % 40)}-${String(nr).padStart(7, '0')}`;
      const mac = hex(6, ':');
      if (nr % 997 === 0) known.push({ sn, mac });
      const name = nr % 2 === 0 ? `Pump ${nr % 1000}` : `水泵 ${nr % 1000}`;
      insert.run(
        `G${nr % 20}`,
        sn,
        `b${Math.floor((nr / count) * 100)}`,
        JSON.stringify({ mac, name }),
        nr % 3 === 0 ? 'checked by hand, line 4' : '',
        nr * 1000,
      );
    }
  })();
}

db.pragma('synchronous = FULL');
db.pragma('cache_size = -2000');
const work = createIndexWork(store);
const holds: number[] = [];
const begun = cpu();
for (let more = true; more; ) {
  const from = performance.now();
  more = work.step(() => performance.now() - from >= 6);
  holds.push(performance.now() - from);
}
holds.sort((a, b) => a - b);
const size = db.prepare('SELECT sum(length(ids)) / 1048576.0 FROM search_list').pluck().get();
console.log(
  `${count} devices; index: ${(cpu() - begun).toFixed(1)} CPU s, ${Number(size).toFixed(0)} MiB, the loop held ` +
    `p99 ${at(holds, 0.99).toFixed(1)} ms, longest ${(holds.at(-1) ?? 0).toFixed(1)} ms\n`,
);

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const rounds = 200;
const some = Array.from({ length: rounds }, (_, nr) => known[(nr * 7919) % known.length]);
const texts = (make: (one: { sn: string; mac: string }, nr: number) => string): string[] =>
  some.map((one, nr) => make(one ?? { sn: '', mac: '' }, nr));
const like = db.prepare(
  `SELECT id FROM device WHERE device_sn LIKE ? ESCAPE '\\' AND gone IS NULL ORDER BY id DESC LIMIT ${page}`,
);
const begins = db
  .prepare(
    `SELECT id FROM device WHERE device_sn COLLATE NOCASE >= ? AND device_sn COLLATE NOCASE < ? AND gone IS NULL
     ORDER BY device_sn COLLATE NOCASE, id LIMIT ${page}`,
  )
  .pluck();

function timed(asked: readonly string[], run: (text: string) => unknown): number[] {
  const all: number[] = [];
  for (const text of asked) {
    const from = performance.now();
    run(text);
    all.push(performance.now() - from);
  }
  return all.sort((a, b) => a - b);
}

const ours =
  (filter: DeviceFilter = {}) =>
  (search: string) =>
    findDevices(db, { ...filter, search }, { limit: page });
const asked: [string, string[], (text: string) => unknown, (text: string) => unknown][] = [
  ['part of an SN', texts(({ sn }, nr) => sn.slice(7 + (nr % 5), 14 + (nr % 7))), ours(), likeIt],
  [
    '4 to 6 digits',
    texts((_, nr) =>
      String(next(1e7))
        .padStart(7, '0')
        .slice(0, 4 + (nr % 3)),
    ),
    ours(),
    likeIt,
  ],
  ['end of an SN', texts(({ sn }) => sn.slice(-6)), ours(), likeIt],
  ['part of a MAC', texts(({ mac }) => mac.slice(3, 11).toLowerCase()), ours(), likeIt],
  ['MAC without signs', texts(({ mac }) => mac.replaceAll(':', '')), ours(), likeIt],
  ['name', texts((_, nr) => (nr % 2 ? `pump ${nr}` : `水泵 ${nr}`)), ours(), likeIt],
  ['batch tag', texts((_, nr) => `WO-2025-${1000 + (nr % 100)}`), ours(), likeIt],
  ['in half of all', texts(() => 'pump'), ours(), likeIt],
  ['in none', texts(({ sn }) => `${sn.slice(5)}x`), ours(), likeIt],
  ['whole SN', texts(({ sn }) => sn), ours(), likeIt],
  [
    '1 or 2 characters',
    texts((_, nr) => '0P水1泵K7PuAA20'.slice(nr % 12, (nr % 12) + 1 + (nr % 2))),
    ours(),
    likeIt,
  ],
  ['part, in a group', texts(({ sn }) => sn.slice(0, 9)), ours({ groupId: 'G3' }), likeIt],
  ['SN begins with', texts(({ sn }, nr) => sn.slice(0, 6 + (nr % 12))), beginsIt, beginsIt],
];
/** Without a hit: it looks at all of them. */
function likeIt(text: string) {
  return like.all(`%~${text.replaceAll(/[\\%_]/g, '\\$&')}%`);
}
function beginsIt(text: string) {
  return begins.all(text, `${text}\u{10ffff}`);
}

line('ms', 'p50', 'p95', 'longest', "LIKE '%x%' p50", 'p95', 'times less at p95');
line('---', '---', '---', '---', '---', '---', '---');
for (const [name, list, run, floor] of asked) {
  // What is scanned takes so long that a few are enough.
  timed(list.slice(0, 20), run);
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let from = 0; from < list.length; from += 20) {
    mine.push(...timed(list.slice(from, from + 20), run));
    theirs.push(...timed(list.slice(from, from + 2), floor));
  }
  for (const all of [mine, theirs]) all.sort((a, b) => a - b);
  const [p95, floor95] = [at(mine, 0.95), at(theirs, 0.95)];
  line(name, at(mine, 0.5), p95, at(mine, 1), at(theirs, 0.5), floor95, floor95 / p95);
}
const whole = timed(
  texts(({ sn }) => sn.slice(7, 14)),
  (search) => listDevices(db, { search, limit: page }),
);
line(
  'part of an SN, with whole devices',
  at(whole, 0.5),
  at(whole, 0.95),
  at(whole, 1),
  '-',
  '-',
  '-',
);
const deep = timed(
  texts((_, nr) => String(nr)),
  (nr) =>
    findDevices(
      db,
      { search: 'INV5K' },
      { before: Math.floor((Number(nr) / rounds) * count) + 1, limit: page },
    ),
);
line('any page of a common text', at(deep, 0.5), at(deep, 0.95), at(deep, 1), '-', '-', '-');
store.close();
