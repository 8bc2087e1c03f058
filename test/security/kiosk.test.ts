import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptKiosk } from '../../main/store/kiosk.ts';
import { isCallName } from '../../shared/contract.ts';
import { closedInKiosk } from '../../shared/kiosk.ts';
import type { State } from '../../shared/models/state.ts';
import { journalOf, rebuiltFrom } from '../printing/rebuilt.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const window = { role: 'admin' } as const;
const pin = '2580';

describe('kiosk mode', () => {
  test('sets nothing up for whoever calls, stays over a restart, and is left with its PIN only', async () => {
    const folder = temporaryFolder();
    const app = await openStation({ folder });
    expect(mustFail(await app.call('kiosk.enter', {}, window)).code).toBe('kiosk-no-exit');
    must(await app.call('kiosk.enter', { pin }, window));
    await app.close();
    // A database that is rebuilt from the journal does not end it either.
    expect(keptKiosk(rebuiltFrom(journalOf(folder)))).toMatchObject({ pin: {} });

    const again = await openStation({ folder, catalog: false });
    const state = must(await again.call('state.get', {}, window)) as State;
    expect(state.kiosk).toEqual({ on: true, pin: true });
    for (const [name, input] of [
      ['preferences.set', { theme: 'dark' }],
      ['cloud.disconnect', {}],
      ['scanners.add', { path: '/dev/none' }],
      ['demo.start', {}],
      ['operators.save', { name: 'A. Li', role: 'admin', pin }],
      ['kiosk.enter', { pin: '1111' }],
    ] as const) {
      expect([name, mustFail(await again.call(name, input, window)).code]).toEqual([
        name,
        'kiosk-closed',
      ]);
    }
    // The line goes on.
    must(await again.call('station.read', { text: 'X', source: { kind: 'typed' } }, window));
    must(await again.call('batches.list', {}, window));
    // What the command line answers for is no window.
    must(await again.call('preferences.set', { theme: 'dark' }, { role: 'admin', by: 'root' }));

    expect(mustFail(await again.call('kiosk.leave', { pin: '0000' }, window)).code).toBe(
      'kiosk-pin-wrong',
    );
    must(await again.call('kiosk.leave', { pin }, window));
    must(await again.call('preferences.set', { theme: 'light' }, window));
    const journal = readFileSync(join(folder, 'journal-000001.ndjson'), 'utf8');
    expect(journal).toMatch(/kiosk-on[^]*kiosk-off/);
    expect(journal).not.toContain(pin);
  });

  test('wrong PINs are locked out, also when the right one follows', async () => {
    const app = await openStation({ catalog: false });
    must(await app.call('kiosk.enter', { pin }, window));
    for (let tries = 0; tries < 5; tries += 1) {
      await app.call('kiosk.leave', { pin: '0000' }, window);
    }
    expect(mustFail(await app.call('kiosk.leave', { pin }, window)).code).toBe('operator-locked');
    // Whoever starts the station has the machine itself.
    must(app.parts.kiosk.end('start of the station'));
    expect(app.parts.kiosk.state().on).toBe(false);
  }, 180_000);

  test('where there are operators a line lead leaves it, a technician does not', async () => {
    const app = await openStation({ catalog: false });
    const save = (name: string, role: string, secret: string) =>
      app.call('operators.save', { name, role, pin: secret }, { role: 'admin', by: 'root' });
    must(await save('A. Admin', 'admin', '111111'));
    must(await save('L. Lead', 'line-lead', '222222'));
    must(await save('T. Tech', 'technician', '333333'));
    must(await app.call('operators.logOn', { name: 'A. Admin', pin: '111111' }, window));
    must(await app.call('kiosk.enter', {}, window));
    const leave = (name: string, secret: string) =>
      app.call('kiosk.leave', { name, pin: secret }, window);
    expect(mustFail(await leave('T. Tech', '333333')).code).toBe('role-missing');
    expect(mustFail(await leave('L. Lead', '111111')).code).toBe('operator-refused');
    expect(mustFail(await app.call('kiosk.leave', { pin: '222222' }, window)).code).toBe(
      'kiosk-pin-wrong',
    );
    must(await leave('L. Lead', '222222'));
  }, 180_000);

  test('no call that needs an engineer is open, and none of the line is closed', () => {
    const open = [
      'station.read',
      'batches.start',
      'batches.finish',
      'operators.logOn',
      'kiosk.leave',
    ];
    expect(open.filter((name) => isCallName(name) && closedInKiosk(name))).toEqual([]);
    const shut = [
      'catalog.save',
      'cloud.connect',
      'scanners.remove',
      'kiosk.enter',
      'vault.unlock',
    ];
    expect(shut.filter((name) => isCallName(name) && !closedInKiosk(name))).toEqual([]);
  });
});
