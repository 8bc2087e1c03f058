import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { triesInAll } from '../../main/security/lock-out.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { addPeople, call, cli, logOn, nameOf, read, stateOf } from './support.ts';

const company = '0047110808';

/** A station with company badges, a printed one, and a clock; nobody is on duty. */
async function station() {
  const clock = { steady: 0 };
  const app = await openStation({ clock: { now: () => Date.now(), steady: () => clock.steady } });
  await addPeople(app);
  const { code } = must(
    await app.call('operators.printBadge', { name: nameOf('engineer') }, cli),
  ) as { code: string };
  must(await logOn(app, 'admin'));
  await enrol(app, company);
  must(await call(app, 'operators.logOff'));
  return { app, clock, code };
}

async function enrol(app: App, code: string) {
  must(await call(app, 'operators.enrolBadge', { name: nameOf('technician') }));
  expect((await read(app, code)).problem?.code).toBe('noted-badge-enrolled');
}

const typed = (app: App, text: string) =>
  call(app, 'station.read', { text, source: { kind: 'typed', name: '' } });

test('a typed text is no badge of the company, and enrols none', async () => {
  const { app } = await station();
  expect(must(await typed(app, company))).toMatchObject({ problem: { code: 'operator-missing' } });
  expect((await stateOf(app)).operator).toBeNull();
  must(await logOn(app, 'admin'));
  expect(must(await typed(app, company))).toMatchObject({ text: '***', verdict: 'refused' });
  must(await call(app, 'operators.enrolBadge', { name: nameOf('technician') }));
  expect(must(await typed(app, 'TYPED-00001'))).toMatchObject({ text: '***', verdict: 'refused' });
  expect((await stateOf(app)).operators.enrolling).toBe(nameOf('technician'));
});

test('codes that nobody has are counted like wrong PINs; then no company badge is taken for a while', async () => {
  const { app, clock, code } = await station();
  for (let n = 0; n < triesInAll; n++) {
    expect((await read(app, `00471109${n}`)).problem?.code).toBe('operator-missing');
  }
  const locked = { text: '***', verdict: 'refused', problem: { code: 'operator-locked' } };
  expect(await read(app, company)).toMatchObject(locked);
  expect(await read(app, '004711')).toMatchObject(locked);
  expect(mustFail(await logOn(app, 'technician')).code).toBe('operator-locked');
  // One that cannot be guessed goes on.
  expect((await read(app, code)).problem?.code).toBe('noted-operator-on');
  must(await call(app, 'operators.logOff'));
  clock.steady += 60_000;
  expect((await read(app, company)).problem?.code).toBe('noted-operator-on');
});

test('a short company badge needs the PIN as well, wished or not, and so a PIN to be there', async () => {
  const { app } = await station();
  must(await logOn(app, 'admin'));
  await enrol(app, '004217');
  expect((await read(app, '004217')).problem?.code).toBe('noted-operator-pin');
  expect((await stateOf(app)).operator?.name).toBe(nameOf('admin'));
  must(await call(app, 'operators.save', { name: 'B. Ode', role: 'technician' }));
  must(await call(app, 'operators.enrolBadge', { name: 'B. Ode' }));
  expect((await read(app, '004218')).problem?.code).toBe('operator-no-pin');
});
