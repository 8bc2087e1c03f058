import { describe, expect, test } from 'vitest';
import type { VoidLabel } from '../../shared/models/label.ts';
import { Desk, said } from './station-of.ts';

/** Labels of undone units: on the list until each is scanned for its destruction, and no such scan registers. */

const label = (sn: string, groupId = 'MIG') => `LS:${groupId}/${sn}`;
const roll = { template: 'roll-50x30' };

interface List {
  items: VoidLabel[];
  left: number;
}
const list = (desk: Desk) => desk.call<List>('labels.toDestroy', {});
const left = async (desk: Desk) => {
  const { items, left: count } = await list(desk);
  return { count, sns: items.map(({ deviceSn }) => deviceSn) };
};

async function printed(...sns: string[]): Promise<Desk> {
  const desk = await Desk.open();
  await desk.start(roll);
  for (const sn of sns) desk.scan(sn);
  desk.app.parts.printing.nudge();
  await desk.app.parts.printing.settle();
  return desk;
}

const undoAll = (desk: Desk) =>
  desk.call('undo.do', { scope: { what: 'batch', batchId: desk.batch?.id }, reason: 'mixed up' });

test('a label that was printed goes on the list; one that was not does not', async () => {
  const desk = await printed('X-1', 'X-2');
  desk.scan('X-3');
  await undoAll(desk);
  const { items, left: count } = await list(desk);
  expect(count).toBe(2);
  expect(items).toMatchObject([
    { deviceSn: 'X-2', batchTag: 'WO-1', reason: 'mixed up', left: 1 },
    { deviceSn: 'X-1', batchTag: 'WO-1', reason: 'mixed up', left: 1 },
  ]);
  expect(desk.app.parts.destroying.left()).toBe(2);
  await desk.expectSound();
});

test('each copy has to be destroyed', async () => {
  const desk = await printed('X-1');
  desk.command('REPRINT');
  await desk.app.parts.printing.settle();
  await desk.call('labels.print', {
    groupId: 'MIG',
    deviceSns: ['X-1'],
    template: 'l7651',
    reason: 'torn',
  });
  const undone = desk.command('UNDO');
  expect(undone.problem?.message).toContain('Its label is void: destroy it.');
  expect(await left(desk)).toEqual({ count: 3, sns: ['X-1'] });
  desk.command('DESTROY');
  for (const rest of [2, 1, 0]) {
    expect(desk.scan(label('X-1')).problem?.params).toMatchObject({ left: rest });
    // Held before the scanner a moment too long: one label, one tick.
    expect(said(desk.scan(label('X-1'), 200))).toBe('noted noted-label-gone');
  }
});

describe('destroying', () => {
  test('scans tick off and register nothing, until it is ended, over a restart', async () => {
    const desk = await printed('X-1', 'X-2');
    await undoAll(desk);
    const on = desk.command('DESTROY');
    expect(on).toMatchObject({ problem: { code: 'noted-destroying', params: { left: 2 } } });
    expect(said(desk.scan(`]Q1${label('X-1')}`))).toBe('noted noted-label-destroyed');
    // Read again: it was ticked off, and it is no unit.
    expect(said(desk.scan(label('X-1')))).toBe('noted noted-label-gone');
    // A code of the maker on the unit itself is no label of ours.
    expect(said(desk.scan('X-2'))).toBe('refused label-not-ours');
    expect(said(desk.scan(label('X-9')))).toBe('refused label-not-void');
    expect(said(desk.scan(label('X-2', 'INI')))).toBe('refused label-not-void');
    expect(desk.batch).toMatchObject({ accepted: 0, refused: 0 });

    await desk.app.close();
    const again = await Desk.open({ folder: desk.app.parts.store.folder, catalog: false });
    expect(said(again.scan(label('X-2')))).toBe('noted noted-label-destroyed');
    expect(await left(again)).toEqual({ count: 0, sns: [] });
    // The list is empty and still nothing registers: the last label may lie before the scanner.
    expect(said(again.scan(label('X-2')))).toBe('noted noted-label-gone');
    expect(said(again.command('DESTROY'))).toBe('noted noted-destroying-over');
    expect(said(again.scan(label('X-2')))).toBe('accepted');
    expect(await again.history('MIG', 'X-1')).toContain('label-destroyed');
    await again.expectSound();
  });

  test('what cannot be scanned any more is ticked off by a line lead, with a reason', async () => {
    const desk = await printed('X-1');
    await undoAll(desk);
    const [one] = (await list(desk)).items;
    const torn = { id: one?.id, reason: 'torn' };
    expect((await desk.refused('labels.destroy', torn, 'technician')).code).toBe('role-missing');
    await desk.call('labels.destroy', torn);
    expect((await left(desk)).count).toBe(0);
    expect((await desk.refused('labels.destroy', torn)).code).toBe('void-label-unknown');
  });

  test('an SN that is typed off a torn label counts as its label', async () => {
    const desk = await printed('X-1');
    await undoAll(desk);
    await desk.call('labels.destroying', { on: true });
    const read = desk.app.parts.station.receive('X-1', { kind: 'typed', name: '' });
    expect(said(read)).toBe('noted noted-label-destroyed');
  });
});

describe('the unit comes back', () => {
  test('with a new label: the old one stays on the list', async () => {
    const desk = await printed('X-1');
    await undoAll(desk);
    expect(said(desk.scan(label('X-1')))).toBe('accepted');
    expect(await left(desk)).toEqual({ count: 1, sns: ['X-1'] });
  });

  test('into another group: the old label is refused there and stays on the list', async () => {
    const desk = await printed('X-1');
    await undoAll(desk);
    await desk.call('batches.finish', {});
    await desk.start({ groupId: 'INI', tag: 'WO-2' });
    expect(said(desk.scan(label('X-1')))).toBe('refused wrong-group');
    expect(said(desk.scan('X-1'))).toBe('accepted');
    expect(await left(desk)).toEqual({ count: 1, sns: ['X-1'] });
  });

  test('into a batch of its group without labels: the one it has is right again', async () => {
    const desk = await printed('X-1');
    await undoAll(desk);
    await desk.call('batches.finish', {});
    await desk.start({ tag: 'WO-2' });
    expect(said(desk.scan(label('X-1')))).toBe('accepted');
    expect((await left(desk)).count).toBe(0);
    await desk.expectSound();
  });
});

test('a label that is undone while its file is being made is not printed', async () => {
  const desk = await Desk.open();
  await desk.start(roll);
  for (const sn of ['X-1', 'X-2']) desk.scan(sn);
  const { printing, labelFolder } = desk.app.parts;
  printing.nudge();
  desk.command('UNDO');
  await printing.settle();
  expect((await left(desk)).count).toBe(0);
  expect((await desk.device('MIG', 'X-1'))?.labelState).toBe('printed');
  expect(labelFolder.list()).toHaveLength(1);
});

test('while labels are destroyed nothing is registered, whichever way it comes', async () => {
  const desk = await Desk.open();
  await desk.start(roll);
  const { station } = desk.app.parts;
  desk.command('DESTROY');
  const barred = station.receive('AB-0001', { kind: 'uart', name: 'bench' });
  expect(barred).toMatchObject({ verdict: 'refused', problem: { code: 'destroying-on' } });
  desk.command('DESTROY');
  expect(station.receive('AB-0001', { kind: 'uart', name: 'bench' }).verdict).toBe('accepted');
});
