import { createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Place, sealFor, unsealFrom } from '../../main/security/place.ts';
import { seal } from '../../main/security/seal.ts';
import { createVault } from '../../main/security/vault.ts';
import { must, mustFail, newId, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** A sealed secret opens where it was put, down to the column, and those of older stations still open. */

const here: Place = { table: 'secret', row: 'group/A', column: 'sealed', keyId: 'k1' };

describe('a sealed value', () => {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString();
  const sealed = sealFor(here, key, nonce, Buffer.from('canary'));

  test('opens where it was put', () => {
    expect(text(unsealFrom(here, key, nonce, sealed))).toBe('canary');
  });

  test.each<[string, Partial<Place>]>([
    ['row', { row: 'group/B' }],
    ['column', { column: 'wrapped' }],
    ['table', { table: 'vault_key' }],
    ['key', { keyId: 'k2' }],
    ['row, by a name that runs into the key', { row: 'group/A","sealed', keyId: 'k1' }],
  ])('does not open in another %s', (_what, moved) => {
    expect(unsealFrom({ ...here, ...moved }, key, nonce, sealed)).toBeNull();
  });

  test('without its version, or with another, does not open', () => {
    for (const first of [0, 1, 3, 255]) {
      const other = Buffer.from(sealed);
      other[0] = first;
      expect(unsealFrom(here, key, nonce, other)).toBeNull();
    }
    expect(unsealFrom(here, key, nonce, sealed.subarray(1))).toBeNull();
  });

  test('of an older station opens in its row and in no other, whatever it begins with', () => {
    const begins = new Set<boolean>();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (each) => {
        const older = seal(key, each, 'secret|group/A|k1', Buffer.from('canary'));
        begins.add(older[0] === 2);
        expect(text(unsealFrom(here, key, each, older))).toBe('canary');
        expect(unsealFrom({ ...here, row: 'group/B' }, key, each, older)).toBeNull();
      }),
      { numRuns: 3000 },
    );
    expect(begins).toEqual(new Set([true, false]));
  });
});

test('the vault of an older station opens as it is, and seals the newer way what is put next', async () => {
  const store = must(await openStoreIn(temporaryFolder()));
  onTestFinished(() => store.close());
  const [key, salt, nonce] = [randomBytes(32), randomBytes(16), randomBytes(12)];
  const passphrase = 'correct horse battery';
  const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
  const wrapping = scryptSync(passphrase, salt, 32, cost);
  const wrapped = seal(wrapping, salt.subarray(0, 12), 'vault_key|k1', key);
  store.db
    .prepare('INSERT INTO vault_key (id, backend, salt, wrapped, made_at) VALUES (?, ?, ?, ?, ?)')
    .run('k1', 'passphrase', salt, wrapped, 1);
  const older = seal(key, nonce, 'secret|group/A|k1', Buffer.from('older'));
  store.db
    .prepare('INSERT INTO secret (name, key_id, nonce, sealed) VALUES (?, ?, ?, ?)')
    .run('group/A', 'k1', nonce, older);
  const random = (bytes: number) => randomBytes(bytes);
  const needs = { store, keyring: null, passphrase, random, now: () => 1, newId };

  const vault = createVault(needs);
  expect(must(vault.get('group/A'))).toBe('older');
  const row = () =>
    store.db.prepare("SELECT nonce, sealed FROM secret WHERE name = 'group/A'").get() as {
      nonce: Buffer;
      sealed: Buffer;
    };
  // Reading changes nothing on the disk.
  expect(row().sealed).toEqual(Buffer.from(older));
  must(vault.put('group/A', 'newer'));
  expect(row().sealed[0]).toBe(2);
  expect(must(createVault(needs).get('group/A'))).toBe('newer');

  // What binds it is the whole place: with the older one it is a forgery.
  const decipher = createDecipheriv('aes-256-gcm', key, row().nonce);
  decipher.setAAD(Buffer.from('secret|group/A|k1'));
  decipher.setAuthTag(row().sealed.subarray(-16));
  decipher.update(row().sealed.subarray(1, -16));
  expect(() => decipher.final()).toThrow(/authenticate/);
  store.db.prepare("UPDATE secret SET name = 'group/B'").run();
  expect(mustFail(vault.get('group/B')).code).toBe('vault-damaged');
});
