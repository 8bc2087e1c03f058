import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { batchTagsSql, findTags } from '../../main/store/batch-tags.ts';
import {
  countDevices,
  countMatching,
  deviceListSql,
  listDevices,
} from '../../main/store/device-list.ts';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import { must } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** The list of devices: right, and answered from an index whatever a station holds. */

const version = 13;

function open(upTo = migrations.length): { db: Database; bring(): void } {
  const folder = temporaryFolder();
  const db = openDatabase(join(folder, 'x.db'), { mustExist: false });
  onTestFinished(() => {
    db.close();
  });
  const to = (newest: number) =>
    must(
      migrate(db, {
        backups: join(folder, 'backups'),
        now: 1,
        steps: migrations.filter(({ number }) => number <= newest),
      }),
    );
  to(upTo);
  return { db, bring: () => void to(migrations.length) };
}

const add = (db: Database, groupId: string, deviceSn: string, tag: string | null = null) =>
  db
    .prepare(
      `INSERT INTO device (group_id, device_sn, tag, master_data, registered_at, source_kind, source_name, raw)
       VALUES (?, ?, ?, '{}', 1, 'typed', '', '')`,
    )
    .run(groupId, deviceSn, tag).lastInsertRowid;

const sns = (db: Database, query: Partial<Parameters<typeof listDevices>[1]> = {}) =>
  listDevices(db, { limit: 50, ...query }).items.map(({ deviceSn }) => deviceSn);

test('pages run from the newest to the oldest, of all, of a group, and of what matches', () => {
  const { db } = open();
  for (let nr = 0; nr < 30; nr++) add(db, `G${nr % 3}`, `SN-${nr}`, nr % 10 === 0 ? '50%_A' : null);
  const walk = (query: object) => {
    const seen: string[] = [];
    for (let before: number | undefined; ; ) {
      const { items, next } = listDevices(db, { ...query, limit: 4, before });
      seen.push(...items.map(({ deviceSn }) => deviceSn));
      if (next === null) return { seen, total: countMatching(db, query).total };
      before = next;
    }
  };
  const down = (from: number, by: number) =>
    Array.from({ length: Math.ceil((from + 1) / by) }, (_, at) => `SN-${from - at * by}`);
  expect(walk({})).toEqual({ seen: down(29, 1), total: 30 });
  expect(walk({ groupId: 'G2' })).toEqual({ seen: down(29, 3), total: 10 });
  expect(walk({ search: 'sn-1' }).total).toBe(11);
  expect(walk({ search: '50%_' })).toEqual({ seen: ['SN-20', 'SN-10', 'SN-0'], total: 3 });
  expect(walk({ search: '50%_', groupId: 'G1' })).toEqual({ seen: ['SN-10'], total: 1 });
  expect(walk({ groupId: 'nobody' })).toEqual({ seen: [], total: 0 });
});

test('no count of all devices or of a group counts devices', () => {
  const { db } = open();
  for (const [sql, ...values] of [
    [deviceListSql.count],
    [deviceListSql.countGroup, 'G'],
  ] as const) {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toMatch(/^(SCAN|SEARCH) device_count[^,]*$/);
  }
});

test('counts stay true through whatever becomes of devices', () => {
  const step = fc.record({
    what: fc.constantFrom('add', 'go', 'back', 'delete', 'touch'),
    device: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { db } = open();
      const ids: (number | bigint)[] = [];
      for (const { what, device } of steps) {
        const id = ids[device % Math.max(1, ids.length)];
        if (what === 'add') ids.push(add(db, `G${device % 2}`, `SN-${ids.length}`));
        else if (id === undefined) continue;
        else if (what === 'delete') db.prepare('DELETE FROM device WHERE id = ?').run(id);
        else if (what === 'touch') db.prepare('UPDATE device SET gone = gone WHERE id = ?').run(id);
        else
          db.prepare('UPDATE device SET gone = ? WHERE id = ?').run(
            what === 'go' ? 'void' : null,
            id,
          );
      }
      const counted = (group: string) =>
        db
          .prepare('SELECT count(*) FROM device WHERE gone IS NULL AND group_id LIKE ?')
          .pluck()
          .get(group);
      expect(countDevices(db)).toBe(counted('%'));
      expect(listDevices(db, { groupId: 'G1', limit: 1 }).total).toBe(counted('G1'));
    }),
    { numRuns: 25 },
  );
});

test('a station that had devices before knows how many there are', () => {
  const { db, bring } = open(version - 1);
  for (let nr = 0; nr < 5; nr++) add(db, 'G', `SN-${nr}`);
  db.exec("UPDATE device SET gone = 'deleted' WHERE device_sn = 'SN-3'");
  bring();
  expect(countDevices(db)).toBe(4);
  add(db, 'G', 'SN-9');
  expect([countDevices(db), sns(db, { groupId: 'G' })]).toEqual([
    5,
    ['SN-9', 'SN-4', 'SN-2', 'SN-1', 'SN-0'],
  ]);
});

test('batch tags to choose from: of batches newest first, then those of devices, by any part', () => {
  const { db } = open();
  for (const [place, tag] of ['WO-1', 'WO-2'].entries()) {
    db.prepare(
      `INSERT INTO batch (id, group_id, tag, state, started_at, place) VALUES (?, 'G', ?, 'open', 0, ?)`,
    ).run(tag, tag, place);
  }
  for (const [nr, tag] of ['own', 'WO-2', 'ｗｏ 3', null, '50%_A', 'own', 'gone'].entries()) {
    add(db, 'G', `SN-${nr}`, tag);
  }
  db.exec("UPDATE device SET gone = 'void' WHERE tag = 'gone'");
  expect(findTags(db, '', 9)).toEqual(['WO-2', 'WO-1', '50%_A', 'own', 'ｗｏ 3']);
  expect(findTags(db, '', 3)).toEqual(['WO-2', 'WO-1', '50%_A']);
  expect(findTags(db, 'wo', 9)).toEqual(['WO-2', 'WO-1', 'ｗｏ 3']);
  expect(findTags(db, '%_', 9)).toEqual(['50%_A']);
  expect(findTags(db, 'nowhere', 9)).toEqual([]);
});

test('one tag is one step of an index, however many devices have it', () => {
  const { db } = open();
  const plan = (sql: string) =>
    (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('x') as { detail: string }[]).map(
      ({ detail }) => detail,
    );
  expect(plan(batchTagsSql.own)).toEqual(['SEARCH device USING INDEX device_by_own_tag (tag>?)']);
});
