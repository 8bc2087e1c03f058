import { describe, expect, test } from 'vitest';
import { sheetWords } from '../../shared/commands/words.ts';
import type { Role } from '../../shared/roles.ts';
import { engineer, giveSeries, plain } from '../makers/support.ts';
import { addPeople, call, cli, logOn, nameOf, pins } from '../operators/support.ts';
import { must, mustFail } from '../support/must.ts';
import { Desk, said } from './station-of.ts';

/** Commands and undo where people are on duty: what each may take back, and what nobody may do. */

/** A second technician beside the one of each role. */
const second = 'A second technician';

async function staffed(): Promise<Desk> {
  const desk = await Desk.open();
  await addPeople(desk.app);
  const save = { name: second, role: 'technician', pin: pins.engineer };
  must(await desk.app.call('operators.save', save, cli));
  return desk;
}

const comes = async (desk: Desk, role: Role) => void must(await logOn(desk.app, role));
const secondComes = async (desk: Desk) =>
  void must(await call(desk.app, 'operators.logOn', { name: second, pin: pins.engineer }));
const onDuty = (desk: Desk) => desk.app.parts.operators.by();
const undoLast = (desk: Desk) => call(desk.app, 'undo.last');

/** The batch of the first technician, with their X-1 and the second one's X-2. */
async function twoTechnicians(): Promise<Desk> {
  const desk = await staffed();
  await comes(desk, 'technician');
  must(await call(desk.app, 'batches.start', { groupId: 'MIG', tag: 'WO-1' }));
  expect(said(desk.scan('X-1'))).toBe('accepted');
  await secondComes(desk);
  expect(said(desk.scan('X-2'))).toBe('accepted');
  return desk;
}

describe('the last read', () => {
  test('by barcode: a technician takes back their own, and then no other one', async () => {
    const desk = await twoTechnicians();
    expect(said(desk.command('UNDO'))).toBe('noted noted-undone');
    expect(desk.command('UNDO')).toMatchObject({
      verdict: 'refused',
      problem: {
        code: 'undo-not-own',
        params: { deviceSn: 'X-1', by: `${nameOf('technician')} (technician)` },
      },
    });
    expect(desk.batch?.accepted).toBe(1);
    await comes(desk, 'technician');
    expect(desk.command('UNDO').deviceSn).toBe('X-1');
    expect(desk.batch?.accepted).toBe(0);
    await desk.expectSound();
  });

  test('by call: the same, whatever window asks', async () => {
    const desk = await twoTechnicians();
    await comes(desk, 'technician');
    expect(mustFail(await undoLast(desk)).code).toBe('undo-not-own');
    // A window that could do anything is bound by who is on duty.
    expect(mustFail(await call(desk.app, 'undo.last', {}, 'admin')).code).toBe('undo-not-own');
    await secondComes(desk);
    expect(must(await undoLast(desk))).toMatchObject({ deviceSn: 'X-2' });
    expect(mustFail(await undoLast(desk)).code).toBe('undo-not-own');
    expect(desk.batch?.accepted).toBe(1);
  });

  test('a line lead takes back what anybody read, by both', async () => {
    const desk = await twoTechnicians();
    await comes(desk, 'line-lead');
    expect(desk.command('UNDO').deviceSn).toBe('X-2');
    expect(must(await undoLast(desk))).toMatchObject({ deviceSn: 'X-1' });
    const { history } = must(
      await desk.app.call('devices.get', { groupId: 'MIG', deviceSn: 'X-2' }, cli),
    ) as { history: { what: string; by: string | null }[] };
    expect(history.find(({ what }) => what === 'removed')?.by).toBe(
      `${nameOf('line-lead')} (line-lead)`,
    );
  });

  test('who was promoted meanwhile may; who read it under the old role is not somebody else', async () => {
    const desk = await twoTechnicians();
    const save = { name: second, role: 'line-lead', pin: pins.engineer };
    must(await desk.app.call('operators.save', save, cli));
    await secondComes(desk);
    expect(desk.command('UNDO').deviceSn).toBe('X-2');
    expect(desk.command('UNDO').deviceSn).toBe('X-1');
  });

  test('a line lead who is a technician now still owns what they read', async () => {
    const desk = await staffed();
    await comes(desk, 'line-lead');
    must(await call(desk.app, 'batches.start', { groupId: 'MIG', tag: 'WO-1' }));
    desk.scan('X-1');
    const save = { name: nameOf('line-lead'), role: 'technician', pin: pins['line-lead'] };
    must(await desk.app.call('operators.save', save, cli));
    await comes(desk, 'line-lead');
    expect(said(desk.command('UNDO'))).toBe('noted noted-undone');
  });

  test('one that nobody is named for, of before there were operators, is any technician’s', async () => {
    const desk = await Desk.open();
    await desk.start({});
    desk.scan('X-1');
    await addPeople(desk.app);
    await comes(desk, 'technician');
    expect(desk.command('UNDO').deviceSn).toBe('X-1');
  });
});

test('a selection or a batch is a line lead’s, also where all of it was read by who asks', async () => {
  const desk = await staffed();
  await comes(desk, 'technician');
  must(await call(desk.app, 'batches.start', { groupId: 'MIG', tag: 'WO-1' }));
  for (const sn of ['X-1', 'X-2', 'X-3']) desk.scan(sn);
  const scopes = [
    { what: 'last' },
    { what: 'units', devices: [{ groupId: 'MIG', deviceSn: 'X-1' }] },
    { what: 'batch', batchId: desk.batch?.id },
  ];
  for (const scope of scopes) {
    const refused = mustFail(await call(desk.app, 'undo.do', { scope, reason: 'mixed up' }));
    expect(refused).toMatchObject({ code: 'role-missing', params: { needed: 'line-lead' } });
    // To see what it would be is no harm.
    must(await call(desk.app, 'undo.plan', { scope }));
  }
  expect(desk.batch?.accepted).toBe(3);
  await comes(desk, 'line-lead');
  const scope = { what: 'units', devices: [{ groupId: 'MIG', deviceSn: 'X-1' }] };
  must(await call(desk.app, 'undo.do', { scope, reason: 'mixed up' }));
  expect(desk.batch?.accepted).toBe(2);
});

test('LOG OFF: nobody is on duty any more, and it is on the record', async () => {
  const desk = await staffed();
  await comes(desk, 'technician');
  must(await call(desk.app, 'batches.start', { groupId: 'MIG', tag: 'WO-1' }));
  expect(said(desk.command('LOGOFF'))).toBe('noted noted-logged-off');
  expect(onDuty(desk)).toBeNull();
  expect(said(desk.scan('X-1'))).toBe('refused operator-missing');
  expect(mustFail(await undoLast(desk)).code).toBe('operator-missing');
  await comes(desk, 'technician');
  // The batch is where it was, and nothing of the read meanwhile is in it.
  expect(desk.batch).toMatchObject({ tag: 'WO-1', state: 'open', accepted: 0, refused: 0 });
});

test('with nobody on duty no command does anything, whatever it is', async () => {
  const desk = await staffed();
  await comes(desk, 'technician');
  must(await call(desk.app, 'batches.start', { groupId: 'MIG', tag: 'WO-1' }));
  desk.scan('X-1');
  must(await call(desk.app, 'operators.logOff'));
  const before = { batch: desk.batch, destroying: desk.app.parts.destroying.on() };
  for (const word of sheetWords) {
    const { verdict, problem, text } = desk.command(word);
    expect([word, verdict, problem?.code]).toEqual([word, 'refused', 'operator-missing']);
    expect(text).not.toContain('LINESIDE.');
  }
  expect(said(desk.card({ tag: 'WO-2' }))).toBe('refused operator-missing');
  expect({ batch: desk.batch, destroying: desk.app.parts.destroying.on() }).toEqual(before);
});

test('with a technician on duty each command of the sheet is obeyed', async () => {
  const desk = await staffed();
  await comes(desk, 'technician');
  expect(said(desk.card({ tag: 'WO-1', template: 'roll-50x30' }))).toBe(
    'noted noted-batch-started',
  );
  desk.scan('X-1');
  desk.scan('X-2');
  for (const word of sheetWords)
    expect([word, desk.command(word).verdict]).toEqual([word, 'noted']);
  expect(onDuty(desk)).toBeNull();
});

describe('NEXT on a batch that makes its SNs', () => {
  async function making(): Promise<Desk> {
    const desk = await Desk.open();
    await giveSeries(desk.app, plain);
    const range = { groupId: 'INV5K1', first: 1, last: 3 };
    must(await desk.app.call('makers.setRange', range, engineer));
    await desk.start({ groupId: 'INV5K1', makes: true });
    return desk;
  }

  test('makes the next unit, one a scan, until the numbers are used up', async () => {
    const desk = await making();
    expect(desk.command('NEXT')).toMatchObject({ verdict: 'accepted', deviceSn: 'MX0001' });
    // The same code before the scanner a moment longer is no further unit.
    expect(said(desk.command('NEXT', 300))).toBe('noted noted-next');
    expect(desk.batch?.accepted).toBe(1);
    expect(desk.command('NEXT').deviceSn).toBe('MX0002');
    expect(desk.command('NEXT').deviceSn).toBe('MX0003');
    expect(desk.command('NEXT').verdict).toBe('refused');
    expect(desk.batch?.accepted).toBe(3);
    await desk.expectSound();
  });

  test('what is undone of it is free, and its number is not used again', async () => {
    const desk = await making();
    desk.command('NEXT');
    expect(desk.command('UNDO')).toMatchObject({ verdict: 'noted', deviceSn: 'MX0001' });
    expect(desk.command('NEXT').deviceSn).toBe('MX0002');
    expect(desk.batch?.accepted).toBe(1);
  });

  test('a paused batch makes none', async () => {
    const desk = await making();
    desk.command('PAUSE');
    expect(said(desk.command('NEXT'))).toBe('refused batch-paused');
    desk.command('RESUME');
    // The number of the one that was refused is still there to be used.
    expect(desk.command('NEXT').deviceSn).toBe('MX0001');
  });
});
