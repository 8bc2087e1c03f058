import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';
import { addPeople, call, cli, logOn, nameOf, pins, read, stateOf } from './support.ts';

const company = '04A224B1C2E480';

async function enrol(app: App, name: string, code: string, needsPin = false): Promise<void> {
  must(await call(app, 'operators.enrolBadge', { name, needsPin }));
  expect(await read(app, code)).toMatchObject({
    text: '***',
    verdict: 'noted',
    problem: { code: 'noted-badge-enrolled', params: { name } },
  });
}

const print = async (app: App, name: string, needsPin = false): Promise<string> =>
  (must(await app.call('operators.printBadge', { name, needsPin }, cli)) as { code: string }).code;

test('a badge that Lineside printed logs on at once, whatever CapsLock or the scanner adds', async () => {
  const app = await openStation();
  await addPeople(app);
  const code = await print(app, nameOf('line-lead'));
  expect(code).toMatch(/^LINESIDE-BADGE-[A-Z2-7]{26}$/);
  for (const text of [code, `]C0${code}`, code.toLowerCase(), ` ${code} `]) {
    must(await call(app, 'operators.logOff'));
    expect(await read(app, text)).toMatchObject({
      text: '***',
      verdict: 'noted',
      problem: { code: 'noted-operator-on' },
    });
    expect(await stateOf(app)).toMatchObject({ operator: { role: 'line-lead' } });
  }
});

test('a badge of the company is enrolled by scanning it, and another badge changes who is on duty', async () => {
  const app = await openStation();
  await addPeople(app);
  const other = await print(app, nameOf('engineer'));
  must(await logOn(app, 'admin'));
  await enrol(app, nameOf('technician'), company);
  await read(app, other);
  expect(await stateOf(app)).toMatchObject({ operator: { name: nameOf('engineer') } });
  await read(app, company);
  expect(await stateOf(app)).toMatchObject({ operator: { name: nameOf('technician') } });
});

test('a badge that needs the PIN logs nobody on by itself', async () => {
  const app = await openStation();
  await addPeople(app);
  const code = await print(app, nameOf('technician'), true);
  expect((await read(app, code)).problem?.code).toBe('noted-operator-pin');
  expect(await stateOf(app)).toMatchObject({
    operator: null,
    operators: { pinFor: nameOf('technician') },
  });
  must(await logOn(app, 'technician'));
  expect((await stateOf(app)).operators.pinFor).toBeNull();
});

test('a lost badge is revoked: it is named, logs nobody on, and is never taken for a unit', async () => {
  const app = await openStation();
  await addPeople(app);
  must(await logOn(app, 'admin'));
  await enrol(app, nameOf('technician'), company);
  must(await call(app, 'operators.revokeBadge', { name: nameOf('technician') }));
  const revoked = { text: '***', verdict: 'refused', problem: { code: 'operator-badge-revoked' } };
  expect(await read(app, company)).toMatchObject(revoked);
  expect(await stateOf(app)).toMatchObject({ operator: { name: nameOf('admin') } });
  // Given out again it is the new owner's.
  await enrol(app, nameOf('engineer'), company);
  await read(app, company);
  expect(await stateOf(app)).toMatchObject({ operator: { name: nameOf('engineer') } });
});

test('a new badge revokes the old one, and so does removing its owner', async () => {
  const app = await openStation();
  await addPeople(app);
  const first = await print(app, nameOf('technician'));
  const second = await print(app, nameOf('technician'));
  expect((await read(app, first)).problem?.code).toBe('operator-badge-revoked');
  expect((await read(app, second)).problem?.code).toBe('noted-operator-on');
  must(await app.call('operators.remove', { name: nameOf('technician') }, cli));
  expect(await stateOf(app)).toMatchObject({ operator: null });
  must(await app.call('operators.save', { name: nameOf('technician'), role: 'admin' }, cli));
  expect((await read(app, second)).problem?.code).toBe('operator-badge-revoked');
});

test('what cannot be a badge is refused, and the wait goes on', async () => {
  const app = await openStation();
  await addPeople(app);
  must(await logOn(app, 'admin'));
  await enrol(app, nameOf('engineer'), company);
  must(await call(app, 'operators.enrolBadge', { name: nameOf('technician') }));
  for (const text of ['12345', 'X'.repeat(513), 'LINESIDE-BADGE-AAAA', 'LINESIDE-UNDO']) {
    expect((await read(app, text)).problem?.code).toBe('operator-badge-unfit');
  }
  expect((await read(app, company)).problem?.code).toBe('operator-badge-taken');
  expect((await stateOf(app)).operators.enrolling).toBe(nameOf('technician'));
  must(await call(app, 'operators.enrolBadge', { name: null }));
  expect((await stateOf(app)).operators.enrolling).toBeNull();
});

test('a badge of another station, or the rest of a torn one, is refused and covered on an open station too', async () => {
  const app = await openStation();
  const code = `LINESIDE-BADGE-${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'}`;
  for (const text of [code, code.slice(0, 20), code.slice(5)]) {
    expect(await read(app, text)).toMatchObject({
      text: '***',
      problem: { code: 'operator-badge-unknown' },
    });
  }
  expect(JSON.stringify(await stateOf(app))).not.toContain('ABCDEFGH');
});

test('P5: no PIN and no badge is in the folder, the state, or what is shown of a scanner', async () => {
  const folder = temporaryFolder();
  const logged: string[] = [];
  const log = { info: () => {}, warn: (...said: unknown[]) => logged.push(JSON.stringify(said)) };
  const text: { onData(bytes: Uint8Array): void } = { onData: () => {} };
  const ports = {
    list: async () => [],
    open: async (_: string, __: unknown, events: { onData(bytes: Uint8Array): void }) => {
      text.onData = events.onData;
      return {
        ok: true as const,
        value: { close: () => {}, write: async () => ({ ok: true as const, value: {} }) },
      };
    },
  };
  const app = await openStation({ folder, live: true, log, ports });
  await addPeople(app);
  must(await app.call('scanners.add', { path: '/dev/pretend', terminator: 'cr' }, cli));
  // A code that came before the port was quiet once might be the rest of another.
  await until('the scanner', async () => (await stateOf(app)).scanners[0]?.connected === true);
  const printed = await print(app, nameOf('engineer'));
  must(await logOn(app, 'admin'));
  must(await call(app, 'operators.enrolBadge', { name: nameOf('technician') }));
  const send = async (code: string, what: string) => {
    const before = (await stateOf(app)).reads[0]?.id ?? 0;
    text.onData(Buffer.from(`${code}\r`));
    await until(what, async () => ((await stateOf(app)).reads[0]?.id ?? 0) > before);
    expect((await stateOf(app)).scanners[0]?.lastText).toBe('***');
  };
  await send(company, 'the badge being enrolled');
  await send(printed, 'the badge of the engineer');
  await send(company, 'the badge of the technician');
  must(await call(app, 'operators.logOff'));
  await send('SOMEBODY-ELSES-BADGE', 'a badge from elsewhere');
  mustFail(await logOn(app, 'admin', '99887766'));
  const state = JSON.stringify(await stateOf(app));
  await app.close();
  const secrets = [...Object.values(pins), printed, company, 'SOMEBODY-ELSES-BADGE', '99887766'];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ name }) => name)).toContain('station.db');
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    for (const secret of secrets) {
      expect([name, secret, bytes.includes(secret)]).toEqual([name, secret, false]);
      const inCaps = bytes.includes(secret.replace('LINESIDE-BADGE-', ''));
      expect([name, secret, inCaps]).toEqual([name, secret, false]);
    }
  }
  for (const secret of secrets) expect(state + logged.join()).not.toContain(secret);
});

test('a unit that says what a badge says logs nobody on, and is no sign of a person', async () => {
  const app = await openStation();
  await addPeople(app);
  const code = await print(app, nameOf('line-lead'));
  const unit = { kind: 'uart', name: 'bench' } as const;
  expect(app.parts.station.receive(code, unit)).toMatchObject({
    text: '***',
    problem: { code: 'operator-missing' },
  });
  expect((await stateOf(app)).operator).toBeNull();
  must(await logOn(app, 'technician'));
  const verdict = app.parts.station.receive(code, unit);
  expect(verdict).toMatchObject({ text: '***', problem: { code: 'operator-badge-unknown' } });
  expect((await stateOf(app)).operator).toMatchObject({ role: 'technician' });
});
