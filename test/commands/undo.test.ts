import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import { pull } from '../../main/sync/pull.ts';
import type { Job, Plan } from '../../shared/models/action.ts';
import type { Undone } from '../../shared/models/undo.ts';
import { ok, problem } from '../../shared/problems.ts';
import { scripted } from '../sync/scripted-cloud.ts';
import { Desk, said } from './station-of.ts';

/** Reads that are taken back: before they are sent, while they are, and after. */

const done = (): Outcome => ({ kind: 'done', sn: 'S', version: 3 });
const willing = () => scripted(done);
const reason = 'wrong group';

const sns = (count: number, from = 1) => Array.from({ length: count }, (_, n) => `X-${from + n}`);

async function scanned(count: number, start: object = {}): Promise<Desk> {
  const desk = await Desk.open();
  await desk.start(start);
  for (const sn of sns(count)) expect(said(desk.scan(sn))).toBe('accepted');
  return desk;
}

const wholeBatch = (desk: Desk) => ({ what: 'batch' as const, batchId: desk.batch?.id ?? '' });
const undo = (desk: Desk, scope: object) =>
  desk.call<{ jobs: Job[] }>('undo.do', { scope, reason });
const plan = (desk: Desk, scope: object) => desk.call<Plan>('undo.plan', { scope });

describe('the plan', () => {
  test('says what will happen to how many, and nothing has happened', async () => {
    const desk = await scanned(5, { template: 'roll-50x30' });
    const { cloud } = scripted((item) => (item.deviceSn < 'X-4' ? done() : 'lost'));
    await desk.rounds(cloud);
    desk.app.parts.printing.nudge();
    await desk.app.parts.printing.settle();
    desk.scan('X-6');
    const found = await plan(desk, wholeBatch(desk));
    expect(found).toMatchObject({ devices: 6, refused: [] });
    expect(found.effects).toEqual([
      { effect: 'vanishes', count: 1 },
      { effect: 'deleted-there', count: 5 },
      { effect: 'label-void', count: 5 },
    ]);
    expect(desk.batch?.accepted).toBe(6);
    expect((await plan(desk, { what: 'last' })).devices).toBe(1);
  });
});

describe('before it was sent', () => {
  test('it vanishes: nothing is owed, the count goes down, the SN is free in any group', async () => {
    const desk = await scanned(3, { allocateTo: { regionId: 'beta', orgId: 'o-solar' } });
    const undone = await desk.call<Undone>('undo.last', {}, 'technician');
    expect(undone).toMatchObject({ deviceSn: 'X-3', deletedThere: false, labels: 0 });
    expect(desk.story('MIG', 'X-3')).toEqual(['create withdrawn', 'allocate withdrawn']);
    expect(desk.batch?.accepted).toBe(2);
    await undo(desk, wholeBatch(desk));
    expect(desk.batch?.accepted).toBe(0);
    const { cloud, asked } = willing();
    await desk.rounds(cloud);
    expect(asked).toEqual([]);
    await desk.call('batches.finish', {});
    await desk.start({ groupId: 'INI', tag: 'WO-2' });
    for (const sn of sns(3)) expect(said(desk.scan(sn))).toBe('accepted');
    await desk.expectSound();
  });

  test('a creation that waits for a person after a refusal needs no decision any more', async () => {
    const desk = await scanned(1, { allocateTo: { regionId: 'beta', orgId: 'o-solar' } });
    const no = problem('cloud-refused', { code: 1, message: 'no' });
    await desk.rounds(scripted(() => ({ kind: 'refused', problem: no })).cloud);
    expect(desk.parked()).toHaveLength(2);
    expect(await desk.call<Undone>('undo.last', {})).toMatchObject({ deletedThere: false });
    expect(desk.parked()).toEqual([]);
    await desk.expectSound();
  });
});

describe('after it was sent', () => {
  test('the cloud deletes it, and the same SN may be read again at once, in the same group too', async () => {
    const desk = await scanned(1);
    await desk.rounds(willing().cloud);
    expect(await desk.call<Undone>('undo.last', {})).toMatchObject({ deletedThere: true });
    expect(await desk.device('MIG', 'X-1')).toBeNull();
    expect(said(desk.scan('X-1'))).toBe('accepted');
    expect(desk.batch?.accepted).toBe(1);
    expect(desk.story('MIG', 'X-1')).toEqual([
      'create confirmed',
      'delete queued',
      'create queued',
    ]);
    const { cloud, asked } = willing();
    await desk.rounds(cloud, 2);
    expect(asked).toEqual(['send delete X-1', 'send create X-1']);
    // What the deletion brought did not touch the new unit.
    expect(await desk.device('MIG', 'X-1')).toMatchObject({ status: 'created', sn: 'S' });
    expect(desk.batch?.accepted).toBe(1);
    await desk.expectSound();
  });

  test('what is on the wire is waited for, then deleted; the new unit waits behind it', async () => {
    const desk = await scanned(1);
    await desk.rounds(scripted(() => 'lost').cloud);
    expect(desk.story('MIG', 'X-1')).toEqual(['create in_doubt']);
    expect(await desk.call<Undone>('undo.last', {})).toMatchObject({ deletedThere: true });
    expect(said(desk.scan('X-1'))).toBe('accepted');
    const { cloud, asked } = willing();
    await desk.rounds(cloud, 4);
    expect(asked).toEqual(['lookUp create X-1', 'send delete X-1', 'send create X-1']);
    await desk.expectSound();
  });

  test('a creation on the wire that the cloud refuses: nothing of somebody else is deleted', async () => {
    const desk = await scanned(1);
    await desk.rounds(scripted(() => 'lost').cloud);
    const { jobs } = await undo(desk, wholeBatch(desk));
    const taken = problem('cloud-sn-taken', { who: 'ST-9', at: 1, batch: 'WO-9' });
    const { cloud, asked } = scripted((item, ask) =>
      ask === 'lookUp' ? { kind: 'absent' } : { kind: 'refused', problem: taken },
    );
    await desk.rounds(cloud, 4);
    expect(asked).toEqual(['lookUp create X-1', 'send create X-1']);
    expect(desk.story('MIG', 'X-1')).toEqual(['create withdrawn', 'delete withdrawn']);
    expect(desk.parked()).toEqual([]);
    expect(await desk.job(jobs[0]?.id ?? '')).toMatchObject({
      state: 'done',
      withdrawn: 1,
      waiting: 0,
    });
    await desk.expectSound();
  });

  test('a deletion that the cloud refuses waits for a person, and shows what waits behind it', async () => {
    const desk = await scanned(1);
    await desk.rounds(willing().cloud);
    await desk.call('undo.last', {});
    const no = problem('cloud-refused', { code: 1, message: 'no' });
    await desk.rounds(scripted(() => ({ kind: 'refused', problem: no })).cloud);
    // Read again only now: it does not wait in silence either.
    expect(said(desk.scan('X-1'))).toBe('accepted');
    expect(desk.parked().map(({ kind, problem: why }) => `${kind} ${why?.code}`)).toEqual([
      'delete cloud-refused',
      'create lane-blocked',
    ]);
    const [deletion] = desk.parked();
    const shown = await desk.call<{ ways: string[] }>('conflicts.show', { seq: deletion?.seq });
    expect(shown.ways).toEqual(['retry', 'discard']);
    // Giving the deletion up takes nothing from the unit that has the SN now.
    await desk.resolve(deletion?.seq ?? 0, 'discard');
    expect(desk.story('MIG', 'X-1')).toEqual([
      'create confirmed',
      'delete refused',
      'create queued',
    ]);
    expect(await desk.device('MIG', 'X-1')).toMatchObject({ status: 'registered' });
    await desk.expectSound();
  });

  test('the pull does not bring it back while it is being deleted', async () => {
    const desk = await scanned(1);
    await desk.rounds(willing().cloud);
    await desk.call('undo.last', {});
    const device = { groupId: 'MIG', deviceSn: 'X-1', station: 'ST-1', batchTag: null, at: 1 };
    const { cloud } = scripted(done, {
      pullCatalog: async () => ok({ items: [], cursor: 1, more: false }),
      pullDevices: async () =>
        ok({ items: [device], gone: [], cursor: 1, goneCursor: 1, more: false }),
    });
    await pull(desk.app.parts.store, desk.app.parts.vault, cloud);
    expect(said(desk.scan('X-1'))).toBe('accepted');
  });

  test('the undoing of an undo is not offered, and a cancel takes nothing of it back', async () => {
    const desk = await scanned(2);
    await desk.rounds(willing().cloud);
    const { jobs } = await undo(desk, wholeBatch(desk));
    const deletion = desk.operation('MIG', 'X-1', 'delete');
    expect((await desk.refused('sync.undo', { seq: deletion.seq, reason })).code).toBe(
      'undo-no-inverse',
    );
    await desk.call('jobs.move', { id: jobs[0]?.id, to: 'cancel' });
    expect(desk.story('MIG', 'X-1')).toEqual(['create confirmed', 'delete queued']);
    await desk.rounds(willing().cloud);
    expect(desk.story('MIG', 'X-1')).toEqual(['create confirmed', 'delete confirmed']);
    await desk.expectSound();
  });
});

describe('which and who', () => {
  test('a selection only: the others stay', async () => {
    const desk = await scanned(4);
    const devices = ['X-2', 'X-4'].map((deviceSn) => ({ groupId: 'MIG', deviceSn }));
    const scope = { what: 'units', devices };
    expect((await desk.refused('undo.do', { scope, reason }, 'technician')).code).toBe(
      'role-missing',
    );
    await undo(desk, scope);
    for (const [sn, there] of [
      ['X-1', 1],
      ['X-2', 0],
      ['X-3', 1],
      ['X-4', 0],
    ] as const) {
      expect((await desk.device('MIG', sn)) !== null, sn).toBe(there === 1);
    }
    expect(desk.batch?.accepted).toBe(2);
  });

  test('what another station made, or nobody read, is not undone', async () => {
    const desk = await scanned(1);
    const scope = { what: 'units', devices: [{ groupId: 'MIG', deviceSn: 'NOT-HERE' }] };
    const { refused } = await plan(desk, scope);
    expect(refused).toMatchObject([{ problem: { code: 'device-unknown' }, count: 1 }]);
    await desk.call('batches.finish', {});
    expect((await desk.refused('undo.last', {}, 'technician')).code).toBe('undo-nothing');
  });

  test('a unit that is read again meanwhile is not taken back with the old one', async () => {
    const desk = await scanned(250);
    const { actions } = desk.app.parts;
    const undoing = undo(desk, wholeBatch(desk));
    // The newest hundred go first; the rest is still to come when X-250 is back.
    while (await desk.device('MIG', 'X-250')) await new Promise(setImmediate);
    expect(said(desk.scan('X-250'))).toBe('accepted');
    await undoing;
    await actions.settled();
    expect(await desk.device('MIG', 'X-250')).not.toBeNull();
    expect(desk.batch?.accepted).toBe(1);
    await desk.expectSound();
  });

  test('a batch of thousands goes in slices, and goes on after a restart where it was', {
    timeout: 120_000,
  }, async () => {
    const desk = await scanned(3_000);
    const folder = desk.app.parts.store.folder;
    const begun = performance.now();
    let longest = 0;
    let last = begun;
    const watch = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    });
    const undoing = undo(desk, wholeBatch(desk));
    while ((desk.batch?.accepted ?? 0) > 2_500) await new Promise(setImmediate);
    clearInterval(watch);
    await desk.app.close();
    await undoing.catch(() => {});
    const again = await Desk.open({ folder, catalog: false });
    await again.app.parts.actions.settled();
    const items = await again.call<{ items: { accepted: number }[] }>('batches.list', {});
    expect(items.items[0]?.accepted).toBe(0);
    const jobs = await again.call<{ items: Job[] }>('jobs.list', {});
    expect(jobs.items[0]).toMatchObject({ action: 'undo', total: 3_000, done: 3_000 });
    await again.expectSound();
  });
});
