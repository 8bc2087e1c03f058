import { expect, test } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import { Desk } from './station-of.ts';

/** What Scan asks before it undoes the last unit, and what it shows of undone ones. */

const gone = async (desk: Desk) => {
  const { reads } = await desk.call<State>('state.get', {});
  return reads.map((read) => `${read.deviceSn}${read.gone ? ' gone' : ''}`);
};

test('a person is told which unit the last one is, and no other is undone in its place', async () => {
  const desk = await Desk.open();
  await desk.start({});
  for (const sn of ['X-1', 'X-2']) desk.scan(sn);
  const plan = await desk.call('undo.plan', { scope: { what: 'last' } }, 'technician');
  expect(plan).toMatchObject({ devices: 1, first: { groupId: 'MIG', deviceSn: 'X-2' } });
  desk.scan('X-3');
  const late = await desk.app.call('undo.last', { deviceSn: 'X-2' }, { role: 'technician' });
  expect(late).toMatchObject({
    problem: { code: 'undo-last-changed', params: { deviceSn: 'X-3' } },
  });
  expect(desk.batch?.accepted).toBe(3);
  expect(await desk.call('undo.last', { deviceSn: 'X-3' })).toMatchObject({ deviceSn: 'X-3' });
});

test('a read whose unit was taken back says so; the scan that registers it again does not', async () => {
  const desk = await Desk.open();
  await desk.start({});
  for (const sn of ['X-1', 'X-2']) desk.scan(sn);
  await desk.call('undo.last', {});
  expect(await gone(desk)).toEqual(['X-2 gone', 'X-1']);
  desk.scan('X-2');
  expect(await gone(desk)).toEqual(['X-2', 'X-2 gone', 'X-1']);
});
