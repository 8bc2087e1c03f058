import { describe, expect, test } from 'vitest';
import type { CallName } from '../../shared/contract.ts';
import { contract } from '../../shared/contract.ts';
import { mayAct, roles } from '../../shared/roles.ts';
import { samples } from '../contract/junk.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { addPeople, call, cli, logOn, nameOf, pins, read, stateOf } from './support.ts';

describe('a station without operators', () => {
  test('is open in the role of the host, and says so', async () => {
    const app = await openStation();
    expect((await stateOf(app)).operators.exist).toBe(false);
    expect(must(await call(app, 'caller.get', {}, 'engineer'))).toEqual({ role: 'engineer' });
    expect((await read(app, 'AB-0001')).problem?.code).toBe('no-batch');
  });

  test('takes an admin with a PIN as its first operator and nobody else', async () => {
    const app = await openStation();
    for (const wish of [
      { name: 'A. Li', role: 'engineer', pin: '2580' },
      { name: 'A. Li', role: 'admin' },
    ]) {
      expect(mustFail(await call(app, 'operators.save', wish)).code).toBe('operator-first');
    }
    must(await call(app, 'operators.save', { name: 'A. Li', role: 'admin', pin: '2580' }));
    expect((await stateOf(app)).operators.exist).toBe(true);
  });
});

describe('nobody on duty', () => {
  test('each call: only what is for everybody', async () => {
    const app = await openStation();
    await addPeople(app);
    for (const name of Object.keys(contract) as CallName[]) {
      const reply = await call(app, name, samples[name]);
      const code = reply.ok ? 'done' : reply.problem.code;
      if (contract[name].role === 'anybody') expect([name, code]).not.toContain('operator-missing');
      else expect([name, code]).toEqual([name, 'operator-missing']);
    }
  });

  test('what is for everybody is a short list', () => {
    const open = Object.entries(contract).filter(([, row]) => row.role === 'anybody');
    expect(open.map(([name]) => name)).toEqual([
      'state.get',
      'caller.get',
      'station.read',
      'preferences.look',
      'kiosk.leave',
      'operators.names',
      'operators.logOn',
      'operators.logOff',
      'operators.here',
      'demo.leave',
    ]);
  });

  test('a unit is refused, registered nowhere, and its text is not kept', async () => {
    const app = await openStation();
    must(await call(app, 'batches.start', samples['batches.start']));
    await addPeople(app);
    const verdict = await read(app, 'AB-0001');
    expect(verdict).toMatchObject({ verdict: 'refused', problem: { code: 'operator-missing' } });
    expect(JSON.stringify(await stateOf(app))).not.toContain('AB-0001');
    must(await logOn(app, 'technician'));
    expect((await read(app, 'AB-0001')).verdict).toBe('accepted');
  });
});

describe('who is on duty', () => {
  test.each(roles)('%s: each call by the lesser of host and person', async (role) => {
    const app = await openStation();
    await addPeople(app);
    must(await logOn(app, role));
    for (const hostRole of roles) {
      const least = mayAct(role, hostRole) ? hostRole : role;
      expect(must(await call(app, 'caller.get', {}, hostRole))).toEqual({ role: least });
      for (const name of Object.keys(contract) as CallName[]) {
        if (mayAct(least, contract[name].role)) continue;
        const refused = mustFail(await call(app, name, samples[name], hostRole));
        expect(refused).toMatchObject({ code: 'role-missing', params: { held: least } });
      }
    }
  });

  test('is written down with the unit, the batch and the action', async () => {
    const app = await openStation();
    await addPeople(app);
    must(await logOn(app, 'line-lead'));
    must(await call(app, 'batches.start', samples['batches.start']));
    await read(app, 'AB-0001');
    const by = 'The line-lead (line-lead)';
    expect((await stateOf(app)).reads[0]).toMatchObject({ by, deviceSn: 'AB-0001' });
    const { history } = must(
      await call(app, 'devices.get', { groupId: 'INV5K1', deviceSn: 'AB-0001' }),
    ) as unknown as { history: object[] };
    expect(history[0]).toMatchObject({ what: 'registered', by });
  });

  test('changes at once with the next log-on, and is nobody after a restart', async () => {
    const folder = temporaryFolder();
    const app = await openStation({ folder });
    await addPeople(app);
    must(await logOn(app, 'admin'));
    must(await logOn(app, 'technician'));
    expect(await stateOf(app)).toMatchObject({ operator: { name: 'The technician' } });
    await app.close();
    const again = await openStation({ folder, catalog: false });
    expect(await stateOf(again)).toMatchObject({ operator: null, operators: { exist: true } });
    expect(mustFail(await call(again, 'sync.now')).code).toBe('operator-missing');
  });

  test('a host that answers for its caller is not asked', async () => {
    const app = await openStation();
    await addPeople(app);
    expect(must(await app.call('caller.get', {}, cli))).toEqual({ role: 'admin' });
  });

  test('loses the role in the moment it is taken', async () => {
    const app = await openStation();
    await addPeople(app);
    must(await logOn(app, 'engineer'));
    must(await app.call('operators.save', { name: nameOf('engineer'), role: 'technician' }, cli));
    expect(must(await call(app, 'caller.get'))).toEqual({ role: 'technician' });
    must(await app.call('operators.remove', { name: nameOf('engineer') }, cli));
    expect(await stateOf(app)).toMatchObject({ operator: null });
  });

  test('the last admin with a PIN stays', async () => {
    const app = await openStation();
    await addPeople(app);
    const name = nameOf('admin');
    const demoted = await app.call('operators.save', { name, role: 'engineer' }, cli);
    expect(mustFail(demoted).code).toBe('operator-last-admin');
    expect(mustFail(await app.call('operators.remove', { name }, cli)).code).toBe(
      'operator-last-admin',
    );
    // One with a badge alone could lose it.
    must(await app.call('operators.save', { name: 'B. Chen', role: 'admin' }, cli));
    expect(mustFail(await app.call('operators.remove', { name }, cli)).code).toBe(
      'operator-last-admin',
    );
    must(await app.call('operators.save', { name: 'B. Chen', role: 'admin', pin: '2468' }, cli));
    must(await app.call('operators.remove', { name }, cli));
  });

  test('changes the own PIN with the old one', async () => {
    const app = await openStation();
    await addPeople(app);
    must(await logOn(app, 'technician'));
    const wrong = await call(app, 'operators.changePin', { pin: '0000', newPin: '13579' });
    expect(mustFail(wrong).code).toBe('operator-refused');
    must(await call(app, 'operators.changePin', { pin: pins.technician, newPin: '13579' }));
    expect(mustFail(await logOn(app, 'technician')).code).toBe('operator-refused');
    must(await logOn(app, 'technician', '13579'));
  });
});
