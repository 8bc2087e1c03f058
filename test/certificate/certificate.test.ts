import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHere } from '../../main/certificate/check.ts';
import { makeCertificate } from '../../main/certificate/make.ts';
import { createVault } from '../../main/security/vault.ts';
import type { StationEvent } from '../../main/store/events.ts';
import {
  type Certificate,
  certificateText,
  inGroups,
} from '../../shared/certificate/certificate.ts';
import { hasChromium, openChromium } from '../renderer/chromium.ts';
import { must, mustFail, newId, openStation, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const registered = (deviceSn: string, batchId: string): StationEvent => ({
  type: 'device-registered',
  at: Date.UTC(2026, 10, 27, 9, 30),
  groupId: 'INV5K1',
  deviceSn,
  batchId,
  allocateTo: null,
  masterData: {},
  source: { kind: 'stdin', name: '' },
  raw: deviceSn,
  label: false,
  by: '王小明',
  operations: [{ key: newId(), kind: 'create', payload: { deviceData: { deviceSn } } }],
});

/** A station with a batch of so many units, and the way to certify it. */
async function line(units: number) {
  const folder = temporaryFolder();
  const app = await openStation({ folder, passphrase: 'correct horse battery' });
  must(
    await app.call(
      'batches.start',
      { groupId: 'INV5K1', tag: 'W-2648', target: units },
      { role: 'admin' },
    ),
  );
  await app.close();
  const store = must(await openStoreIn(folder));
  const { id } = store.db.prepare('SELECT id FROM batch').get() as { id: string };
  must(
    store.group(() => {
      for (let at = 0; at < units; at++) {
        must(store.commit(registered(`INV-${String(at).padStart(6, '0')}`, id)));
      }
    }),
  );
  const vaultWith = (passphrase: string | null) =>
    createVault({
      store,
      keyring: null,
      passphrase,
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      now: () => 1,
      newId,
    });
  const vault = vaultWith('correct horse battery');
  const certified = (out = join(temporaryFolder(), 'out'), held = vault) => ({
    out,
    done: makeCertificate(
      { store, vault: held, stationName: '三号线', now: Date.UTC(2026, 10, 28) },
      { batchTag: 'W-2648', folder: out },
    ),
  });
  return { store, certified, vaultWith };
}

const bytesOf = (file: string) => Uint8Array.from(readFileSync(file));

test('a batch is certified with the key of its station, which is made once and never without the vault', async () => {
  const { store, certified, vaultWith } = await line(3);
  expect(mustFail(certified(undefined, vaultWith(null)).done).code).toBe('vault-locked');
  const { out, done } = certified();
  const { units, fingerprint } = must(done);
  expect(units).toBe(3);
  expect(readdirSync(out).toSorted()).toEqual([
    'certificate.json',
    'certificate.pdf',
    'check.html',
  ]);
  const bytes = bytesOf(join(out, 'certificate.json'));
  const found = await checkHere(bytes, inGroups(fingerprint));
  expect(found).toMatchObject({
    sound: true,
    certificate: {
      facts: { batch: 'W-2648', station: '三号线', counts: { units: 3, verified: 0, gone: 0 } },
      rows: [{ unit: { deviceSn: 'INV-000000', verdict: 'accepted', label: 'none' } }, {}, {}],
    },
  });
  expect(must(certified(undefined, vaultWith('correct horse battery')).done).fingerprint).toBe(
    fingerprint,
  );
  expect(mustFail(certified(out).done).code).toBe('export-folder-there');
  for (const name of readdirSync(out)) {
    expect(readFileSync(join(out, name), 'latin1')).not.toContain('PRIVATE');
  }

  const certificate = (found as { certificate: Certificate }).certificate;
  const fault = async (change: (copy: Certificate) => void, key = '') => {
    const copy = structuredClone(certificate);
    change(copy);
    return checkHere(Uint8Array.from(Buffer.from(certificateText(copy))), key);
  };
  const why = async (...args: Parameters<typeof fault>) => {
    const answer = await fault(...args);
    return answer.sound ? 'sound' : answer.fault;
  };
  expect(await why(() => {})).toBe('sound');
  expect(await why(({ rows }) => void (rows[1] && (rows[1].unit.deviceSn = 'X')))).toEqual({
    why: 'row-changed',
    row: 2,
    deviceSn: 'X',
  });
  expect(await why(({ rows }) => void rows.pop())).toEqual({ why: 'rows-missing' });
  expect(await why(({ facts }) => void facts.counts.verified++)).toEqual({ why: 'counts-differ' });
  expect(await why(({ facts }) => void (facts.batch = 'W-1'))).toEqual({ why: 'signature-wrong' });
  expect(await why(() => {}, '00'.repeat(32))).toEqual({ why: 'other-key' });
  store.close();
});

test('no byte can be changed, put in or left out unseen', async () => {
  const { store, certified } = await line(4);
  const bytes = bytesOf(join(certified().out, 'certificate.json'));
  store.close();
  expect((await checkHere(bytes)).sound).toBe(true);
  const place = fc.nat(bytes.length - 1);
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), fc.nat(2), async (at, by, way) => {
      const other = [...bytes];
      if (way === 0) other[at] = (other[at] as number) ^ by;
      else if (way === 1) other.splice(at, 0, by);
      else other.splice(at, 1);
      expect((await checkHere(Uint8Array.from(other))).sound).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('ten thousand units are as many rows on paper, and Chinese is read there', async () => {
  const { store, certified } = await line(10_000);
  const { out, done } = certified();
  expect(must(done).units).toBe(10_000);
  store.close();
  const pdf = join(out, 'certificate.pdf');
  const text = spawnSync('pdftotext', ['-layout', pdf, '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(new Set(text.stdout.match(/INV-\d{6}/g)).size).toBe(10_000);
  for (const said of ['批次证书', '三号线', 'W-2648']) expect(text.stdout).toContain(said);
});

test.skipIf(!hasChromium)(
  'anybody can check it: a page without a network says green, or red and why',
  async () => {
    const { store, certified } = await line(3);
    const { out, done } = certified();
    const { fingerprint } = must(done);
    store.close();
    const file = join(out, 'certificate.json');
    const browser = await openChromium();
    try {
      const context = await browser.newContext({ offline: true, locale: 'en' });
      const page = await context.newPage();
      const errors: string[] = [];
      const asked: string[] = [];
      page.on(
        'console',
        (message) => void (message.type() === 'error' && errors.push(message.text())),
      );
      page.on('pageerror', (error) => void errors.push(String(error)));
      page.on('request', (request) => void asked.push(request.url()));
      const url = pathToFileURL(join(out, 'check.html')).href;
      await page.goto(url);
      const status = page.getByRole('status');
      await page.locator('input[type=file]').setInputFiles(file);
      await page.locator('section.sound').waitFor();
      expect(await status.textContent()).toContain('3 units of batch W-2648');
      expect(await status.textContent()).toContain(inGroups(fingerprint));
      const key = page.locator('input[type=text]');
      await key.fill('00'.repeat(32));
      await page.locator('section.unsound').waitFor();
      await key.fill(inGroups(fingerprint));
      await page.locator('section.sound').waitFor();

      const bytes = readFileSync(file);
      const signature = bytes.indexOf('"signature":"') + 20;
      for (const at of [bytes.indexOf('INV-000001') + 9, bytes.indexOf('W-2648'), signature, 2]) {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
        const other = join(temporaryFolder(), 'changed.json');
        writeFileSync(other, changed);
        await page.locator('input[type=file]').setInputFiles(other);
        await page.locator('section.unsound').waitFor();
        await page.locator('input[type=file]').setInputFiles(file);
        await page.locator('section.sound').waitFor();
      }
      expect({ errors, asked }).toEqual({ errors: [], asked: [url] });

      // Browsers that lack what it takes, one way or the other: they say so, and call nothing unsound.
      for (const lack of [
        () => {
          SubtleCrypto.prototype.importKey = () =>
            Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
        },
        () => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }),
      ]) {
        const older = await context.newPage();
        await older.addInitScript(lack);
        await older.goto(url);
        await older.locator('input[type=file]').setInputFiles(file);
        await older.locator('section.unchecked').waitFor();
        const said = await older.getByRole('status').textContent();
        expect(said).toMatch(/^\? Not checkedThis browser cannot check Ed25519 signatures/);
        await older.close();
      }
    } finally {
      await browser.close();
    }
  },
);
