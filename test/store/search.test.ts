import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createIndexWork } from '../../main/store/search/build.ts';
import { bySnSql, findBySn } from '../../main/store/search/by-sn.ts';
import { type DeviceFilter, factsSql } from '../../main/store/search/facts.ts';
import { findDevices } from '../../main/store/search/find.ts';
import { listSql } from '../../main/store/search/listed.ts';
import { readyParts } from '../../main/store/search/parts.ts';
import type { Store } from '../../main/store/store.ts';
import { seeded } from '../support/random.ts';
import { must, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { addBatches, addDevices, change, plainly, randomAsk } from './search-work.ts';

/** Searching devices: right and complete whatever the index has come to, and never by looking at all of them. */

async function openWith(count: number, random = seeded()): Promise<Store> {
  const store = must(await openStoreIn(temporaryFolder()));
  onTestFinished(() => store.close());
  addBatches(store.db);
  addDevices(store.db, random, count);
  return store;
}

/** All pages of a search, as a screen would fetch them. */
function everyPage(db: Database, filter: DeviceFilter, limit: number, effort = 2000): number[] {
  const found: number[] = [];
  for (let before: number | undefined; ; ) {
    const { ids, next } = findDevices(db, filter, { before, limit, effort });
    expect(ids.length).toBeLessThanOrEqual(limit);
    found.push(...ids);
    if (next === null) return found;
    if (before !== undefined) expect(next).toBeLessThan(before);
    before = next;
  }
}

const finish = (store: Store) => {
  const work = createIndexWork(store);
  while (work.step(() => false));
};

const sizes = (db: Database) => readyParts(db).map(({ size }) => size);

test('whatever is asked, at whatever point of the indexing, what is found is what is there', async () => {
  const random = seeded();
  const { db, ...rest } = await openWith(300, random);
  const store = { db, ...rest };
  const work = createIndexWork(store);
  let pieces = 0;
  for (let turn = 0; turn < 24; turn++) {
    if (turn % 6 === 0) addDevices(db, random, random.pick([3, 600, 1500]));
    const among = db.prepare('SELECT max(id) FROM device').pluck().get() as number;
    for (let nr = random.int(0, 4); nr > 0; nr--) change(db, random, among);
    const most = random.pick([1, 20, 200]);
    pieces = 0;
    work.step(() => ++pieces >= most);
    for (let nr = 0; nr < 4; nr++) {
      const asked = randomAsk(random, db);
      const found = everyPage(db, asked, random.pick([9, 60]), random.pick([60, 700]));
      expect({ asked, found }).toEqual({ asked, found: plainly(db, asked) });
    }
  }
  while (work.step(() => false));
  const end = readyParts(db)[0]?.below;
  const left = db.prepare('SELECT count(*) FROM search_changed WHERE id < ?').pluck().get(end);
  expect(left).toBe(0);
});

test('sixteen small parts become a larger one, and nothing of them is left behind', async () => {
  const store = await openWith(4095 + 256 + 100);
  finish(store);
  const { db } = store;
  expect(sizes(db)).toEqual([256, 4096]);
  const parts = db.prepare('SELECT DISTINCT key / 16777216 FROM search_list').pluck().all();
  expect(parts.toSorted()).toEqual(
    readyParts(db)
      .map(({ part }) => part)
      .toSorted(),
  );
});

test('a text is a text: what other languages of search would obey is looked for as it stands', async () => {
  const { db, ...rest } = await openWith(0);
  const add = (sn: string, name: string) =>
    Number(
      db
        .prepare(
          `INSERT INTO device (group_id, device_sn, master_data, registered_at, source_kind, source_name, raw)
           VALUES ('G', ?, ?, 1, 'typed', '', '')`,
        )
        .run(sn, JSON.stringify({ name })).lastInsertRowid,
    );
  for (let nr = 0; nr < 600; nr++) add(`SN-${nr}`, 'plain');
  const texts = [
    ...['"quoted"', '50%', 'a_b', 'star*', 'x NEAR y', "'; DROP TABLE device; --", '\\', '\u0000'],
    ...['😀🔧', '逆变器', 'ſtraße', '"'.repeat(50), 'n'.repeat(3000), '-', '--', '\n'],
  ];
  const ids = texts.map((text, nr) => add(`HOSTILE ${nr}`, `<${text}>`));
  for (let nr = 0; nr < 600; nr++) add(`SN-B-${nr}`, 'plain');
  const everything = { db, ...rest };
  for (const indexed of [false, true]) {
    if (indexed) finish(everything);
    for (const [at, text] of texts.entries()) {
      expect([text, findDevices(db, { search: `<${text}>` }, { limit: 9 }).ids]).toEqual([
        text,
        [ids[at]],
      ]);
    }
    expect(everyPage(db, { search: 'x'.repeat(10_000) }, 9)).toEqual([]);
    expect(everyPage(db, { search: 'n'.repeat(10_000) }, 9)).toEqual([]);
    expect(everyPage(db, { search: 'ｓｔａｒ' }, 9)).toEqual([ids[3]]);
    expect(everyPage(db, { search: 'STRASSE' }, 9)).toEqual([ids[10]]);
    expect(everyPage(db, { search: '变' }, 9)).toEqual([ids[9]]);
    expect(everyPage(db, { search: '逆变' }, 9)).toEqual([ids[9]]);
  }
});

test('no page looks at devices other than by an index, and none is sorted', async () => {
  const { db } = await openWith(10);
  const plans = (sql: string, values: object | unknown[]) =>
    (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[]).map(
      ({ detail }) => detail,
    );
  const range = { from: 1, below: 9, limit: 4 };
  const primary = 'SEARCH d USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)';
  const index = (name: string, by: string) => `SEARCH d USING INDEX ${name} (${by}id>? AND id<?)`;
  const all: [string, string[]][] = [
    [primary, plans(factsSql.down.all, range)],
    [index('device_with_problem', ''), plans(factsSql.down.problem, range)],
    [
      index('device_by_status', 'status=? AND '),
      plans(factsSql.down.status, { ...range, value: 'x' }),
    ],
    [
      index('device_by_group', 'group_id=? AND '),
      plans(factsSql.down.group, { ...range, value: 'x' }),
    ],
    [primary, plans(factsSql.up, range)],
    ['SEARCH d USING INTEGER PRIMARY KEY (rowid=?)', plans(factsSql.one, [1])],
    ['SEARCH search_list USING INTEGER PRIMARY KEY (rowid=?)', plans(listSql.one, [1])],
    ['SEARCH search_list USING INTEGER PRIMARY KEY (rowid=?)', plans(listSql.count, [1])],
    [
      'SEARCH search_list USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
      plans(listSql.range, [1, 2]),
    ],
    [
      'SEARCH search_changed USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
      plans(listSql.changed, [1, 2]),
    ],
  ];
  for (const [expected, plan] of all) {
    expect(plan[0]).toBe(expected);
    expect(plan.filter((detail) => /SCAN (d|device)\b|TEMP B-TREE/.test(detail))).toEqual([]);
  }
});

test('killed at any moment while it indexes, a station finds what it has', async () => {
  const random = seeded();
  const folder = temporaryFolder();
  const child = fileURLToPath(new URL('search-child.ts', import.meta.url));
  for (let life = 0; life < 3; life++) {
    const running = spawn(process.execPath, [child, folder, String(random.int(1, 1e6))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const moments = random.int(20, 150);
    let told = 0;
    for await (const text of running.stdout) {
      told += (text as Buffer).length;
      if (told >= moments) break;
    }
    running.kill('SIGKILL');
    if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
    expect(told).toBeGreaterThanOrEqual(moments);
    const store = must(await openStoreIn(folder));
    for (let nr = 0; nr < 6; nr++) {
      const asked = randomAsk(random, store.db);
      expect({ asked, found: everyPage(store.db, asked, 50) }).toEqual({
        asked,
        found: plainly(store.db, asked),
      });
    }
    if (life % 2 === 1) finish(store);
    store.close();
  }
});

test('by SN: those that begin with a text, in order, page by page, from an index', async () => {
  const random = seeded();
  const { db } = await openWith(700, random);
  // NOCASE ends at a NUL, which no SN that was read has.
  db.exec('DELETE FROM device WHERE instr(device_sn, char(0)) > 0');
  db.exec("UPDATE device SET gone = 'void' WHERE id % 7 = 0");
  const all = db.prepare('SELECT id, device_sn FROM device WHERE gone IS NULL').all() as {
    id: number;
    device_sn: string;
  }[];
  const low = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const before = (a: string, b: string) => Buffer.compare(Buffer.from(low(a)), Buffer.from(low(b)));
  for (const begins of ['', 'inv5k-00001', 'INV5K-0000123', 'ａ', '%', 'nothing']) {
    const expected = all
      .filter((one) => low(one.device_sn).startsWith(low(begins.normalize('NFKC'))))
      .toSorted((a, b) => before(a.device_sn, b.device_sn) || a.id - b.id)
      .map(({ id }) => id);
    const found: number[] = [];
    for (let place: number | undefined; ; ) {
      const { ids, next } = findBySn(db, { begins }, { before: place, limit: 40, effort: 100 });
      found.push(...ids);
      if (next === null) break;
      place = next;
      // What goes meanwhile moves nothing.
      db.prepare("UPDATE device SET gone = 'void' WHERE id = ?").run(next);
      db.prepare('UPDATE device SET gone = NULL WHERE id = ?').run(next);
    }
    expect({ begins, found }).toEqual({ begins, found: expected });
  }
  const plan = db
    .prepare(`EXPLAIN QUERY PLAN ${bySnSql.page}`)
    .all({ sn: 'A', id: 1, end: 'B', limit: 9 }) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(
    /^SEARCH d USING INDEX device_by_sn \(device_sn>\? AND/,
  );
  expect(plan.filter(({ detail }) => /SCAN d|TEMP B-TREE/.test(detail))).toEqual([]);
});
