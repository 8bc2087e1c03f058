import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { clockOffset } from '../../main/diagnostics/clock-offset.ts';
import { createFileLog } from '../../main/log/file-log.ts';
import { createRedactor } from '../../main/log/redact.ts';
import { secretNames } from '../../main/security/vault.ts';
import { listAudit } from '../../main/store/audit.ts';
import type { Http } from '../../main/world.ts';
import type { Reply } from '../../shared/contract.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const admin = { role: 'admin' } as const;
const canary = (name: string) => `CANARY${name}9f2c71`;

/** The same bytes as a file may hold them. */
const disguises = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
];

async function archiveOf(app: App) {
  const gathered = must(
    (await app.call('diagnostics.gather', {}, admin)) as Reply<'diagnostics.gather'>,
  );
  const saved = must(
    (await app.call('diagnostics.save', { id: gathered.id }, admin)) as Reply<'diagnostics.save'>,
  );
  const files = Object.entries(unzipSync(Buffer.from(saved.base64, 'base64'))).map(
    ([name, bytes]) => ({ name, text: Buffer.from(bytes).toString('utf8') }),
  );
  return { gathered, saved, files };
}

test('what is saved is what was shown, whole, and that it was saved is on the record', async () => {
  const app = await openStation();
  const { gathered, saved, files } = await archiveOf(app);
  expect(saved.name).toMatch(/^diagnostics-.*\.zip$/);
  expect(files.map(({ name }) => name)).toEqual(gathered.files.map(({ name }) => name));
  for (const [at, { text }] of files.entries()) {
    const shown = gathered.files[at];
    expect(Buffer.byteLength(text)).toBe(shown?.bytes);
    expect(text.startsWith(shown?.preview ?? 'x')).toBe(true);
    expect(text.length > (shown?.preview.length ?? 0)).toBe(shown?.cut);
  }
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'about.json',
      'settings.json',
      'checks.json',
      'queue.json',
      'ports.json',
      'printers.json',
      'clock.json',
    ]),
  );
  expect(listAudit(app.parts.store.db, { limit: 1 }).items[0]).toMatchObject({
    what: 'diagnostics-saved',
    about: saved.name,
  });
  const gone = (await app.call('diagnostics.save', { id: 'another' }, admin)) as Reply;
  expect(mustFail(gone).code).toBe('diagnostics-gone');
});

test('P5: secrets in settings, vault, passphrase, PINs, log lines and error messages are not in it', async () => {
  const folder = temporaryFolder();
  const redactor = createRedactor();
  const passphrase = canary('Passphrase');
  redactor.know(passphrase);
  const log = createFileLog({ folder, now: () => Date.now(), redactor });
  const http: Http = async ({ url }) => {
    throw new Error(`no answer from ${url} with token ${canary('Thrown')}`);
  };
  const app = await openStation({ folder, passphrase, log, redactor, http, catalog: false });
  const { vault, settings } = app.parts;
  must(vault.put(secretNames.cloud, canary('AppSecret')));
  must(vault.put(secretNames.group('G1'), canary('GroupSecret')));
  must(vault.put('device/x', canary('DeviceSecret')));
  settings.change({
    cloud: {
      kind: 'enos',
      url: `https://user:${canary('Address')}@cloud.example/`,
      appKey: canary('AppKey'),
      orgId: 'o-1',
      deviceUrl: `https://d.example/?accessToken=${canary('Query')}`,
    },
  });
  const pin = '80421975';
  must(await app.call('operators.save', { name: 'A. Li', role: 'admin', pin }, admin));
  log.warn(`login with ${canary('AppSecret')} failed`, {
    headers: { Authorization: `Bearer ${canary('Bearer')}`, 'APIM-AccessToken': canary('Header') },
    error: new Error(`deviceSecret=${canary('DeviceSecret')}`, {
      cause: new Error(JSON.stringify({ accessToken: canary('Cause') })),
    }),
    hex: Buffer.from(canary('GroupSecret')).toString('hex'),
    base64: Buffer.from(canary('GroupSecret')).toString('base64'),
  });
  log.info(`opened with ${passphrase}`, { newPin: pin });
  const caller = { role: 'admin', by: 'test' } as const;
  const gathered = must(
    (await app.call('diagnostics.gather', {}, caller)) as Reply<'diagnostics.gather'>,
  );
  const saved = must(
    (await app.call('diagnostics.save', { id: gathered.id }, caller)) as Reply<'diagnostics.save'>,
  );
  const files = unzipSync(Buffer.from(saved.base64, 'base64'));
  const all = [
    JSON.stringify(gathered),
    ...Object.values(files).map((bytes) => Buffer.from(bytes).toString('utf8')),
  ].join('\n');
  for (const name of ['AppSecret', 'GroupSecret', 'DeviceSecret', 'Passphrase', 'AppKey']) {
    for (const form of disguises(canary(name))) expect(all.includes(form), name).toBe(false);
  }
  expect(all).not.toContain('CANARY');
  expect(all).not.toContain(pin);
  expect(all).toContain('[redacted]');
  // It is of use all the same.
  expect(all).toContain('cloud.example');
  expect(all).toContain('login with [redacted] failed');
});

test('the clock is told against that of the cloud, with how sure that is', async () => {
  const ahead = 90_000;
  let now = Date.UTC(2026, 10, 28, 6, 0, 0);
  const there = new Date(now - ahead).toUTCString();
  const http: Http = async () => {
    now += 200;
    return { ok: true, status: 404, headers: (name) => (name === 'date' ? there : null), body: '' };
  };
  const found = await clockOffset({ http, clock: { now: () => now } }, 'https://cloud.example');
  expect(Math.abs((found.offsetMs ?? 0) - ahead)).toBeLessThanOrEqual(found.withinMs ?? 0);
  expect(found.withinMs).toBe(600);
  expect(await clockOffset({ http, clock: { now: () => now } }, null)).toMatchObject({
    offsetMs: null,
  });
});
