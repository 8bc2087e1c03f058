import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '../../main/store/apply.ts';
import type { StationEvent } from '../../main/store/events.ts';
import { balanceOf, batchLedger, ledgerFaults } from '../../main/store/ledger.ts';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { copiesOf, voidLabelsLeft } from '../../main/store/void-labels.ts';
import { plainLine } from '../../shared/models/line.ts';
import { must } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { emptyDatabase, labelRows, rebuiltFrom } from './rebuilt.ts';

/** The ledger alone: whatever events come, each piece of paper is in one account and the journal gives it back. */

const batchId = 'B';
const base = { at: 1, by: 'Li' };
const started: StationEvent = {
  type: 'batch-started',
  at: 1,
  id: batchId,
  groupId: 'G',
  tag: 'T',
  target: null,
  template: 'roll-50x30',
  allocateTo: null,
  masterData: {},
  line: plainLine,
  makes: false,
};

const registered = (deviceSn: string, label = true): StationEvent => ({
  type: 'device-registered',
  at: 2,
  groupId: 'G',
  deviceSn,
  batchId,
  allocateTo: null,
  masterData: {},
  source: { kind: 'typed', name: '' },
  raw: deviceSn,
  label,
  operations: [],
});

const undone = (deviceSn: string, labels: number): StationEvent => ({
  type: 'devices-acted',
  ...base,
  jobId: null,
  items: [
    {
      groupId: 'G',
      deviceSn,
      operations: [],
      remove: 'void',
      uncount: true,
      reason: 'wrong group',
      ...(labels > 0 ? { labels } : {}),
    },
  ],
});

const added = (id: string, rows: [number, number][], copies: number, collated: boolean) =>
  ({
    type: 'print-job-added',
    ...base,
    id,
    kind: 'asked',
    printer: 'zebra',
    template: 'roll-50x30',
    version: 1,
    groupId: 'G',
    batchId,
    name: id,
    copies,
    collated,
    skip: 0,
    rows,
    reason: '',
  }) satisfies StationEvent;

interface Step {
  what: string;
  pick: number;
  many: number;
  collated: boolean;
}

const history: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom(
      'register',
      'undo',
      'back',
      'print',
      'file',
      'page',
      'send',
      'out',
      'not-out',
      'apply',
      'fail',
      'void',
      'destroy',
      'media',
      'unload',
      'count',
    ),
    pick: fc.nat(1_000),
    many: fc.integer({ min: 1, max: 4 }),
    collated: fc.boolean(),
  }),
  { maxLength: 60 },
);

/** Plays a random history; events that the ledger refuses happen not at all. */
function play(steps: readonly Step[]) {
  const db = emptyDatabase();
  const events: StationEvent[] = [];
  const commit = (event: StationEvent) => {
    try {
      db.transaction(() => apply(db, event))();
      events.push(event);
    } catch {
      // As the store does: nothing of it happened.
    }
  };
  const all = <T>(sql: string) => db.prepare(sql).all() as T[];
  const one = <T>(sql: string, pick: number): T | undefined => {
    const rows = all<T>(sql);
    return rows[pick % Math.max(1, rows.length)];
  };
  const moves = (from: string, to: string, pick: number, many: number) => {
    const piece = one<{ id: string; seq: number }>(
      `SELECT j.id, l.seq FROM label l JOIN print_job j ON j.nr = l.job WHERE account = '${from}'
       AND j.id <> 'opening' ORDER BY l.job, l.seq`,
      pick,
    );
    if (!piece) return;
    const last = piece.seq + many - 1;
    const move = { first: piece.seq, last, from, to } as never;
    const about = { reason: 'test', source: 'test' };
    commit({ type: 'labels-moved', ...base, jobId: piece.id, moves: [move], ...about });
  };
  commit(started);
  let next = 1;
  for (const { what, pick, many, collated } of steps) {
    const device = one<{ id: number; sn: string }>(
      'SELECT id, device_sn AS sn FROM device WHERE gone IS NULL ORDER BY id',
      pick,
    );
    switch (what) {
      case 'register':
        commit(registered(`SN-${next++}`));
        break;
      case 'undo':
        if (device) commit(undone(device.sn, copiesOf(db, device.id)));
        break;
      case 'back': {
        const gone = one<{ sn: string }>(
          'SELECT device_sn AS sn FROM device WHERE gone IS NOT NULL ORDER BY id',
          pick,
        );
        if (gone) commit(registered(gone.sn, collated));
        break;
      }
      case 'print': {
        if (!device) break;
        const id = `J${next++}`;
        const last = Math.min(
          device.id + many - 1,
          all<{ id: number }>('SELECT max(id) AS id FROM device')[0]?.id ?? 0,
        );
        commit(added(id, [[device.id, last]], many, collated));
        for (let row = device.id; row <= last; row++) {
          commit({ type: 'labels-reserved', ...base, jobId: id, rows: [[row, row]] });
        }
        break;
      }
      case 'file':
      case 'page':
        if (!device) break;
        commit({
          type: 'labels-printed',
          ...base,
          groupId: 'G',
          deviceSns: what === 'file' ? [device.sn] : [],
          rows: what === 'file' ? [] : [[device.id, device.id]],
          template: 'l7651',
          version: 1,
          file: `f${pick}.pdf`,
          reason: '',
          ...(what === 'page' ? { page: { batchId, page: 1, labels: many } } : {}),
        });
        break;
      case 'send':
        moves('reserved', 'sent', pick, many);
        break;
      case 'out':
        moves('sent', 'printed', pick, many);
        break;
      case 'not-out':
        moves('sent', 'reserved', pick, many);
        break;
      case 'apply':
        moves('printed', 'applied', pick, 1);
        break;
      case 'fail':
        moves('reserved', 'failed', pick, many);
        break;
      case 'void':
        moves('printed', 'voided', pick, many);
        break;
      case 'destroy': {
        const left = one<{ sn: string }>(
          'SELECT device_sn AS sn FROM void_label WHERE destroyed < copies ORDER BY id',
          pick,
        );
        if (left) {
          const name = { groupId: 'G', deviceSn: left.sn };
          commit({ type: 'label-destroyed', ...base, ...name, reason: 'scanned' });
        }
        break;
      }
      case 'media': {
        const id = `roll-${next++}`;
        const size = { width: 50, height: 30, labels: 500 };
        commit({ type: 'media-saved', ...base, id, kind: 'roll', name: '50 × 30', ...size });
        commit({ type: 'media-loaded', ...base, id, printer: 'zebra', over: false });
        break;
      }
      case 'unload': {
        const roll = one<{ id: string }>('SELECT id FROM media ORDER BY id', pick);
        if (roll) commit({ type: 'media-loaded', ...base, ...roll, printer: null, over: true });
        break;
      }
      case 'count':
        commit({ type: 'labels-counted', ...base, batchId, inHand: pick });
        break;
    }
  }
  return { db, events };
}

describe('the ledger of labels', () => {
  test('always balances, counts paper to destroy once, and is what its journal says', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { db, events } = play(steps);
        expect(ledgerFaults(db)).toEqual([]);
        const { n: marked } = db
          .prepare(
            "SELECT count(*) AS n FROM label WHERE void_label IS NOT NULL AND account <> 'voided'",
          )
          .get() as { n: number };
        expect(voidLabelsLeft(db)).toBe(marked);
        const used = db
          .prepare(
            `SELECT id, used, (SELECT count(*) FROM label WHERE media = media.id) AS n FROM media`,
          )
          .all() as { used: number; n: number }[];
        for (const roll of used) expect(roll.used).toBe(roll.n);
        expect(labelRows(rebuiltFrom(events))).toEqual(labelRows(db));
      }),
      { numRuns: 600 },
    );
  });

  test('a piece that is not where a move takes it from is not moved, and nothing of the event happens', () => {
    const db = emptyDatabase();
    for (const event of [started, registered('A'), registered('B')]) apply(db, event);
    apply(db, added('J', [[1, 2]], 1, false));
    apply(db, { type: 'labels-reserved', ...base, jobId: 'J', rows: [[1, 2]] });
    const move = { first: 1, last: 2, from: 'sent', to: 'printed' } as const;
    const about = { reason: '', source: 'test', jobId: 'J', moves: [move] };
    expect(() => apply(db, { type: 'labels-moved', ...base, ...about })).toThrow(/Labels 1 to 2/);
    expect(balanceOf(db, batchId)).toMatchObject({ reserved: 2, sent: 0, printed: 0 });
  });

  test('says by how much a batch is out of balance', () => {
    const db = emptyDatabase();
    for (const event of [started, registered('A'), registered('B')]) apply(db, event);
    apply(db, added('J', [[1, 2]], 1, false));
    apply(db, { type: 'labels-reserved', ...base, jobId: 'J', rows: [[1, 2]] });
    expect(batchLedger(db, batchId).problem).toMatchObject({ code: 'ledger-unprinted' });
    const moved = (moves: object[]) =>
      apply(db, {
        type: 'labels-moved',
        ...base,
        jobId: 'J',
        moves: moves as never,
        reason: '',
        source: 'test',
      });
    moved([{ first: 1, last: 2, from: 'reserved', to: 'sent' }]);
    expect(batchLedger(db, batchId).problem).toMatchObject({ code: 'ledger-unknown' });
    moved([
      { first: 1, last: 2, from: 'sent', to: 'printed' },
      { first: 1, last: 1, from: 'printed', to: 'applied' },
    ]);
    expect(batchLedger(db, batchId)).toMatchObject({
      out: 2,
      verified: 0.5,
      problem: { code: 'ledger-unbalanced', params: { printed: 2, applied: 1, difference: 1 } },
    });
    apply(db, { type: 'labels-counted', ...base, batchId, inHand: 1 });
    expect(batchLedger(db, batchId)).toMatchObject({ problem: null, counted: { inHand: 1 } });
    apply(db, undone('A', 1));
    expect(batchLedger(db, batchId).problem).toMatchObject({ code: 'ledger-to-destroy' });
  });

  test('labels from before the ledger are its opening balance, and can be voided', () => {
    const db = new Database(':memory:');
    const backups = temporaryFolder();
    must(migrate(db, { backups, now: 1, steps: migrations.filter(({ number }) => number < 11) }));
    db.prepare(
      `INSERT INTO device (group_id, device_sn, master_data, registered_at, source_kind, source_name, raw,
         label_state, prints) VALUES ('G', 'OLD', '{}', 5, 'typed', '', '', 'printed', 2)`,
    ).run();
    db.prepare(
      `INSERT INTO device (group_id, device_sn, master_data, registered_at, source_kind, source_name, raw,
         label_state, gone) VALUES ('G', 'GONE', '{}', 5, 'typed', '', '', 'printed', 'void')`,
    ).run();
    db.prepare(
      `INSERT INTO void_label (group_id, device_sn, copies, destroyed, at, by, reason)
       VALUES ('G', 'GONE', 3, 1, 6, 'Li', 'wrong')`,
    ).run();
    must(migrate(db, { backups, now: 2 }));
    expect(ledgerFaults(db)).toEqual([]);
    expect(copiesOf(db, 1)).toBe(3);
    expect(voidLabelsLeft(db)).toBe(2);
    for (const sn of ['GONE', 'GONE']) {
      const name = { groupId: 'G', deviceSn: sn };
      apply(db, { type: 'label-destroyed', ...base, ...name, reason: 'scanned' });
    }
    apply(db, undone('OLD', 3));
    expect(voidLabelsLeft(db)).toBe(3);
    expect(ledgerFaults(db)).toEqual([]);
    db.close();
  });
});
