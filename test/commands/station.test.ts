import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lastReads } from '../../main/store/reads.ts';
import { must } from '../support/must.ts';
import { Desk, said } from './station-of.ts';

/** What each command does on a whole station: the same as its button, once, and it says so. */

const printing = { template: 'roll-50x30' };

describe('commands of the sheet', () => {
  test('PAUSE, RESUME and NEXT', async () => {
    const desk = await Desk.open();
    expect(said(desk.command('PAUSE'))).toBe('refused batch-not-open');
    await desk.start({});
    expect(desk.command('PAUSE')).toMatchObject({
      verdict: 'noted',
      problem: { code: 'noted-paused', params: { tag: 'WO-1' } },
    });
    expect(said(desk.scan('X-1'))).toBe('refused batch-paused');
    expect(said(desk.command('RESUME'))).toBe('noted noted-resumed');
    expect(said(desk.scan('X-1'))).toBe('accepted');
    expect(said(desk.command('NEXT'))).toBe('noted noted-next');
    // Commands are no units: nothing was counted beside the two.
    expect(desk.batch).toMatchObject({ accepted: 1, seen: 0, refused: 1 });
    await desk.expectSound();
  });

  test('FINISH at once when the target is reached, else only when it is meant', async () => {
    const desk = await Desk.open();
    await desk.start({ target: 2 });
    desk.scan('X-1');
    expect(desk.command('FINISH')).toMatchObject({
      problem: { code: 'noted-finish-again', params: { count: 1 } },
    });
    expect(desk.batch?.state).toBe('open');
    // Much later it is a first one again.
    expect(said(desk.command('FINISH', 60_000))).toBe('noted noted-finish-again');
    expect(said(desk.command('FINISH'))).toBe('noted noted-finished');
    expect(desk.batch).toBeNull();
    await desk.start({ tag: 'WO-2', target: 1 });
    desk.scan('X-2');
    expect(said(desk.command('FINISH'))).toBe('noted noted-finished');
  });

  test('UNDO takes the last unit back, a further one the one before', async () => {
    const desk = await Desk.open();
    await desk.start({});
    for (const sn of ['X-1', 'X-2', 'X-3']) desk.scan(sn);
    const undone = desk.command('UNDO');
    expect(undone).toMatchObject({
      verdict: 'noted',
      deviceSn: 'X-3',
      problem: { code: 'noted-undone', params: { deviceSn: 'X-3', tag: 'WO-1' } },
    });
    expect(undone.problem?.message).toContain('X-3 is undone');
    expect(desk.command('UNDO').deviceSn).toBe('X-2');
    expect(desk.batch?.accepted).toBe(1);
    expect(said(desk.scan('X-3'))).toBe('accepted');
    expect(desk.command('UNDO').deviceSn).toBe('X-3');
    expect(desk.command('UNDO').deviceSn).toBe('X-1');
    expect(said(desk.command('UNDO'))).toBe('refused undo-nothing');
    expect(await desk.history('MIG', 'X-3')).toContain('removed');
    await desk.expectSound();
  });

  test('a command that is read twice at once is done once, and says what was done', async () => {
    const desk = await Desk.open();
    await desk.start({});
    for (const sn of ['X-1', 'X-2']) desk.scan(sn);
    expect(desk.command('UNDO').deviceSn).toBe('X-2');
    // A scanner that stands over the sheet reads it again and again.
    for (const after of [300, 700, 900]) {
      const again = desk.command('UNDO', after);
      expect(again).toMatchObject({ verdict: 'noted', deviceSn: 'X-2' });
      expect(again.problem?.message).toContain('done once');
    }
    expect(desk.batch?.accepted).toBe(1);
    expect(desk.command('UNDO', 1_200).deviceSn).toBe('X-1');
  });

  test('LOG OFF is taken note of where nobody has to be on duty', async () => {
    const desk = await Desk.open();
    expect(said(desk.command('LOGOFF'))).toBe('noted noted-logged-off');
  });

  test('REPRINT prints the last label again, counted and with its reason', async () => {
    const desk = await Desk.open();
    expect(said(desk.command('REPRINT'))).toBe('refused reprint-nothing');
    await desk.start(printing);
    desk.scan('X-1');
    expect(desk.command('REPRINT')).toMatchObject({
      verdict: 'noted',
      deviceSn: 'X-1',
      problem: { code: 'noted-reprinted' },
    });
    const { printing: queue, labelFolder } = desk.app.parts;
    await queue.settle();
    const [file] = labelFolder.list();
    expect(file?.file).toMatch(/^again-X-1-/);
    const { history } = await desk.call<{ history: { what: string; detail: object }[] }>(
      'devices.get',
      { groupId: 'MIG', deviceSn: 'X-1' },
    );
    expect(history.at(-1)).toMatchObject({
      what: 'labelled',
      detail: { reason: 'command barcode', file: file?.file },
    });
  });

  test('a batch without labels has none to print again', async () => {
    const desk = await Desk.open();
    await desk.start({});
    desk.scan('X-1');
    expect(said(desk.command('REPRINT'))).toBe('refused reprint-no-label');
  });
});

describe('batch cards', () => {
  test('one starts its batch, goes on with it next day, and does not open it again', async () => {
    const desk = await Desk.open();
    expect(said(desk.card({ tag: 'WO-7', target: 3, ...printing }))).toBe(
      'noted noted-batch-started',
    );
    expect(desk.batch).toMatchObject({ tag: 'WO-7', target: 3, template: 'roll-50x30' });
    desk.scan('X-1');
    expect(said(desk.card({ tag: 'WO-7', target: 3, ...printing }))).toBe('noted noted-batch-open');
    desk.command('PAUSE');
    const on = desk.card({ tag: 'WO-7', target: 3, ...printing });
    expect(on).toMatchObject({ problem: { code: 'noted-batch-resumed', params: { count: 1 } } });
    expect(desk.batch).toMatchObject({ state: 'open', accepted: 1 });
    expect(said(desk.card({ tag: 'WO-7', target: 4, ...printing }))).toBe('refused batch-differs');
    await desk.call('batches.finish', {});
    expect(said(desk.card({ tag: 'WO-7', target: 3, ...printing }))).toBe('refused batch-finished');
    expect(desk.batch).toBeNull();
    await desk.expectSound();
  });

  test('an open batch with units is not pushed aside; a paused or empty one is, and comes back', async () => {
    const desk = await Desk.open();
    desk.card({ tag: 'WO-A' });
    desk.scan('A-1');
    expect(desk.card({ tag: 'WO-B' })).toMatchObject({
      verdict: 'refused',
      problem: { code: 'batch-already-open', params: { tag: 'WO-A' } },
    });
    desk.command('PAUSE');
    const aside = desk.card({ tag: 'WO-B' });
    expect(said(aside)).toBe('noted noted-batch-started');
    expect(aside.problem?.message).toContain('Batch WO-A is paused meanwhile.');
    // Nothing was made in it yet: the older one comes to the front again.
    expect(said(desk.card({ tag: 'WO-A' }))).toBe('noted noted-batch-resumed');
    expect(desk.batch).toMatchObject({ tag: 'WO-A', state: 'open', accepted: 1 });
    expect(said(desk.scan('A-2'))).toBe('accepted');
    await desk.call('batches.finish', {});
    // What stepped aside waits, paused.
    expect(desk.batch).toMatchObject({ tag: 'WO-B', state: 'paused' });
    await desk.expectSound();
  });

  test('a card for what this station does not have says so and touches nothing', async () => {
    const desk = await Desk.open();
    desk.card({ tag: 'WO-A' });
    expect(said(desk.card({ tag: 'WO-B', groupId: 'NOT-HERE' }))).toBe('refused group-unknown');
    expect(said(desk.card({ tag: 'WO-B', template: 'no-such' }))).toBe('refused template-unknown');
    expect(desk.batch).toMatchObject({ tag: 'WO-A', state: 'open' });
  });
});

describe('what only looks like a command', () => {
  test('is refused with its reason, never a unit, and cannot be read off the records', async () => {
    const desk = await Desk.open();
    const other = await Desk.open();
    // A group that would take anything.
    await desk.start({});
    const code = (from: Desk) => {
      const sealed = from.key.seal({ word: 'UNDO', argument: null });
      return sealed.ok ? sealed.value : '';
    };
    desk.scan('X-1');
    const forged = `${code(desk).slice(0, -20)}${'A'.repeat(20)}`;
    expect(said(desk.scan(forged))).toBe('refused command-forged');
    expect(said(desk.scan(code(other)))).toBe('refused command-other-station');
    expect(said(desk.scan(code(desk).toLowerCase()))).toBe('refused command-damaged');
    expect(said(desk.scan('LINESIDE.9.ABCD.UNDO.AAAAAAAAAAAAAAAAAAAA'))).toBe(
      'refused command-newer',
    );
    expect(desk.batch).toMatchObject({ accepted: 1, refused: 0 });
    desk.scan(code(desk));
    const remembered = JSON.stringify(lastReads(desk.db, 100));
    const journal = readFileSync(
      join(desk.app.parts.store.folder, 'journal-000001.ndjson'),
      'utf8',
    );
    for (const secret of [code(desk).slice(-20), code(other).slice(-20)]) {
      expect(remembered).not.toContain(secret);
      expect(journal).not.toContain(secret);
    }
  });

  test('the key of one station serves another of the site, by an audited act', async () => {
    const desk = await Desk.open();
    const other = await Desk.open();
    await desk.start({});
    desk.scan('X-1');
    expect((await desk.refused('commands.showKey', { reason: 'x' }, 'engineer')).code).toBe(
      'role-missing',
    );
    const { key } = await other.call<{ key: string }>('commands.showKey', { reason: 'x' }, 'admin');
    await desk.call('commands.setKey', { key, reason: 'one sheet for the site' }, 'admin');
    const sealed = other.key.seal({ word: 'UNDO', argument: null });
    expect(desk.scan(sealed.ok ? sealed.value : '').deviceSn).toBe('X-1');
    const journal = readFileSync(
      join(desk.app.parts.store.folder, 'journal-000001.ndjson'),
      'utf8',
    );
    expect(journal).toContain('command-key-set');
    expect(journal).not.toContain(key.slice(22, 40));
  });
});

test('a unit that says what a command says does nothing, and is no unit of that name', async () => {
  const desk = await Desk.open();
  const code = must(desk.key.seal({ word: 'UNDO', argument: null }));
  const answer = desk.app.parts.station.receive(code, { kind: 'uart', name: 'bench' });
  expect(answer).toMatchObject({ verdict: 'refused', problem: { code: 'command-forged' } });
  expect(answer.text).not.toContain(code.slice(-12));
});
