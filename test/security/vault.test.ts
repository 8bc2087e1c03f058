import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seal, unseal } from '../../main/security/seal.ts';
import { createVault, type Vault, type VaultNeeds } from '../../main/security/vault.ts';
import type { Store } from '../../main/store/store.ts';
import type { Keyring } from '../../main/world.ts';
import { must, mustFail, newId, openStation, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const right = 'correct horse battery';
const secret = 'group-secret-4711';

/** A key ring that really encrypts; `of` is whose it is. */
function keyring(backend: string, of = randomBytes(32), available = true): Keyring {
  return {
    backend,
    available: () => available,
    wrap(key) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', of, nonce);
      return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap(blob) {
      const decipher = createDecipheriv('aes-256-gcm', of, blob.subarray(0, 12));
      decipher.setAuthTag(blob.subarray(-16));
      return Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]);
    },
  };
}

interface Room {
  store: Store;
  vault(more?: Partial<VaultNeeds>): Vault;
  rows(): unknown;
}

/** One folder; each `vault()` is the station started again over what is on disk. */
async function room(folder = temporaryFolder()): Promise<Room> {
  const store = must(await openStoreIn(folder));
  onTestFinished(() => store.close());
  return {
    store,
    vault: (more = {}) =>
      createVault({
        store,
        keyring: null,
        passphrase: null,
        random: (bytes) => randomBytes(bytes),
        now: () => Date.now(),
        newId,
        ...more,
      }),
    rows: () => ({
      key: store.db.prepare('SELECT * FROM vault_key').all(),
      secrets: store.db.prepare('SELECT * FROM secret ORDER BY name').all(),
    }),
  };
}

const code = (result: ReturnType<Vault['put'] | Vault['get']>) => mustFail(result).code;

describe('with a passphrase', () => {
  test('what was kept is there after a restart, for those who know it', async () => {
    const { vault } = await room();
    const first = vault({ passphrase: right });
    expect([first.state(), first.backend()]).toEqual(['new', 'passphrase']);
    must(first.put('group/A', secret));
    must(first.put('cloud/app-secret', '云密钥 🔑'));
    expect(first.state()).toBe('open');
    const again = vault({ passphrase: right });
    expect(again.state()).toBe('open');
    expect(must(again.get('group/A'))).toBe(secret);
    expect(must(again.get('cloud/app-secret'))).toBe('云密钥 🔑');
    expect([again.holds('group/A'), again.holds('group/B')]).toEqual([true, false]);
    expect(code(again.get('group/B'))).toBe('secret-missing');
  });

  test('the same passphrase typed on another keyboard opens it (NFC, NFD, full width)', async () => {
    const { vault } = await room();
    must(vault({ passphrase: 'Grünkohl 12' }).put('a', secret));
    for (const passphrase of ['Gru\u0308nkohl 12', 'Grünkohl\u00a012', 'Grünkohl １２']) {
      expect(must(vault({ passphrase }).get('a'))).toBe(secret);
    }
  });

  test('nothing given: locked, with a sentence that says what to do, and nothing is made', async () => {
    const { vault, rows } = await room();
    const none = vault();
    expect(none.state()).toBe('new');
    const refused = mustFail(none.put('a', secret));
    expect(refused.code).toBe('vault-locked');
    expect(refused.message).toContain('LINESIDE_VAULT_PASSPHRASE');
    expect(rows()).toEqual({ key: [], secrets: [] });
    must(vault({ passphrase: right }).put('a', secret));
    const locked = vault();
    expect(locked.state()).toBe('locked');
    expect([code(locked.get('a')), code(locked.put('b', 'x'))]).toEqual([
      'vault-locked',
      'vault-locked',
    ]);
    expect(locked.holds('a')).toBe(true);
  });

  test('an empty one is none: no vault is made that everybody could open', async () => {
    const { vault, rows } = await room();
    expect(code(vault({ passphrase: '' }).put('a', secret))).toBe('vault-locked');
    expect(rows()).toEqual({ key: [], secrets: [] });
  });

  test('a wrong one opens nothing, changes nothing, and the right one still works', async () => {
    const { vault, rows } = await room();
    must(vault({ passphrase: right }).put('a', secret));
    const before = rows();
    const wrong = vault({ passphrase: `${right}!` });
    expect(wrong.state()).toBe('locked');
    expect(code(wrong.get('a'))).toBe('vault-passphrase-wrong');
    expect(code(wrong.put('a', 'other'))).toBe('vault-passphrase-wrong');
    expect(code(wrong.put('b', 'other'))).toBe('vault-passphrase-wrong');
    expect(mustFail(wrong.unlock('also wrong')).code).toBe('vault-passphrase-wrong');
    expect(rows()).toEqual(before);
    must(wrong.unlock(right));
    expect(wrong.state()).toBe('open');
    expect(must(wrong.get('a'))).toBe(secret);
    expect(rows()).toEqual(before);
  });

  test('a wrong one that was given at start is tried once, not with each of a thousand secrets', async () => {
    const { vault } = await room();
    must(vault({ passphrase: right }).put('a', secret));
    const wrong = vault({ passphrase: 'wrong one' });
    const from = process.cpuUsage();
    for (let count = 0; count < 1000; count += 1) {
      expect(code(wrong.put(`group/${count}`, 'x'))).toBe('vault-passphrase-wrong');
    }
    const { user, system } = process.cpuUsage(from);
    // A thousand tries are a minute of work on any machine.
    expect((user + system) / 1e6).toBeLessThan(10);
    must(wrong.unlock(right));
    expect(must(wrong.get('a'))).toBe(secret);
  });

  test('asked again while open, a wrong one is called wrong and leaves it open', async () => {
    const { vault } = await room();
    const open = vault({ passphrase: right });
    must(open.put('a', secret));
    expect(mustFail(open.unlock('wrong one')).code).toBe('vault-passphrase-wrong');
    expect(must(open.get('a'))).toBe(secret);
    must(open.unlock(right));
  });

  test('a second secret of one name takes its place, under a nonce of its own', async () => {
    const { vault, store } = await room();
    const open = vault({ passphrase: right });
    const nonces = new Set<string>();
    for (const value of ['one', 'one', 'two', '']) {
      must(open.put('a', value));
      const row = store.db.prepare('SELECT hex(nonce) AS nonce FROM secret').get();
      nonces.add((row as { nonce: string }).nonce);
      expect(must(open.get('a'))).toBe(value);
    }
    expect(nonces.size).toBe(4);
  });
});

describe('with a key ring', () => {
  test('nobody is asked for anything', async () => {
    const { vault } = await room();
    const ring = keyring('keychain');
    const first = vault({ keyring: ring });
    expect([first.state(), first.backend()]).toEqual(['open', 'keychain']);
    must(first.put('a', secret));
    const again = vault({ keyring: ring });
    expect([again.state(), again.backend()]).toEqual(['open', 'keychain']);
    expect(must(again.get('a'))).toBe(secret);
  });

  test('the key ring of another user or another kind, or none at all, refuses', async () => {
    const { vault, rows } = await room();
    const mine = randomBytes(32);
    must(vault({ keyring: keyring('gnome_libsecret', mine) }).put('a', secret));
    const before = rows();
    const strangers: Partial<VaultNeeds>[] = [
      { keyring: keyring('gnome_libsecret') },
      { keyring: keyring('kwallet6', mine) },
      { keyring: keyring('gnome_libsecret', mine, false) },
      { keyring: null },
      { keyring: null, passphrase: right },
    ];
    for (const stranger of strangers) {
      const other = vault(stranger);
      expect(other.state()).toBe('locked');
      expect(code(other.get('a'))).toBe('vault-locked');
      expect(code(other.put('b', 'x'))).toBe('vault-locked');
      expect(mustFail(other.unlock(right)).code).toBe('vault-locked');
    }
    expect(rows()).toEqual(before);
    expect(must(vault({ keyring: keyring('gnome_libsecret', mine) }).get('a'))).toBe(secret);
  });

  test('a vault made with a passphrase stays one where a key ring appears later', async () => {
    const { vault } = await room();
    must(vault({ passphrase: right }).put('a', secret));
    const ring = keyring('keychain');
    expect(vault({ keyring: ring }).state()).toBe('locked');
    expect(must(vault({ keyring: ring, passphrase: right }).get('a'))).toBe(secret);
  });

  test('that fails, or gives back what is no key, is a locked vault and no crash', async () => {
    const { vault, rows } = await room();
    const failing = keyring('keychain');
    failing.wrap = () => {
      throw new Error('the service is gone');
    };
    expect(code(vault({ keyring: failing }).put('a', secret))).toBe('vault-locked');
    expect(rows()).toEqual({ key: [], secrets: [] });
    const good = keyring('keychain');
    must(vault({ keyring: good }).put('a', secret));
    const short = { ...good, unwrap: () => new Uint8Array(7) };
    expect(code(vault({ keyring: short }).put('a', 'x'))).toBe('vault-locked');
    expect(must(vault({ keyring: good }).get('a'))).toBe(secret);
  });
});

describe('damage and mischief', () => {
  test('swapped ciphertexts do not open; put back, they do', async () => {
    const { vault, store } = await room();
    const open = vault({ passphrase: right });
    must(open.put('group/A', 'secret of A'));
    must(open.put('group/B', 'secret of B'));
    const swap = () =>
      store.db.exec(`UPDATE secret SET name = 'x' WHERE name = 'group/A';
        UPDATE secret SET name = 'group/A' WHERE name = 'group/B';
        UPDATE secret SET name = 'group/B' WHERE name = 'x';`);
    swap();
    expect(code(open.get('group/A'))).toBe('vault-damaged');
    expect(code(open.get('group/B'))).toBe('vault-damaged');
    swap();
    expect(must(open.get('group/A'))).toBe('secret of A');
  });

  test('any flipped bit of a secret is vault-damaged, the others open, nothing is deleted', async () => {
    const { vault, store } = await room();
    const open = vault({ passphrase: right });
    must(open.put('a', secret));
    must(open.put('b', 'another'));
    const whole = store.db.prepare("SELECT nonce, sealed FROM secret WHERE name = 'a'").get() as {
      nonce: Buffer;
      sealed: Buffer;
    };
    const set = (column: 'nonce' | 'sealed', value: Buffer) =>
      store.db.prepare(`UPDATE secret SET ${column} = ? WHERE name = 'a'`).run(value);
    const column = fc.constantFrom('nonce' as const, 'sealed' as const);
    fc.assert(
      fc.property(column, fc.nat(), (name, place) => {
        const bits = Buffer.from(whole[name]);
        const at = place % (bits.length * 8);
        bits[at >> 3] = (bits[at >> 3] as number) ^ (1 << (at & 7));
        set(name, bits);
        expect(code(open.get('a'))).toBe('vault-damaged');
        expect(must(open.get('b'))).toBe('another');
        set(name, whole[name]);
        expect(must(open.get('a'))).toBe(secret);
      }),
      { numRuns: 300 },
    );
    for (const length of [0, 1, 15, 16, whole.sealed.length - 1]) {
      set('sealed', whole.sealed.subarray(0, length));
      expect(code(open.get('a')), `${length} bytes`).toBe('vault-damaged');
    }
    set('sealed', whole.sealed);
    set('nonce', Buffer.alloc(0));
    expect(code(open.get('a'))).toBe('vault-damaged');
    expect(store.db.prepare('SELECT count(*) AS n FROM secret').get()).toEqual({ n: 2 });
  });

  test('a damaged key opens nothing and is left as it is, for a backup to mend', async () => {
    const { vault, store, rows } = await room();
    must(vault({ passphrase: right }).put('a', secret));
    const { wrapped } = store.db.prepare('SELECT wrapped FROM vault_key').get() as {
      wrapped: Buffer;
    };
    const set = store.db.prepare('UPDATE vault_key SET wrapped = ?');
    for (const at of [0, 20, wrapped.length - 1]) {
      const bits = Buffer.from(wrapped);
      bits[at] = (bits[at] as number) ^ 1;
      set.run(bits);
      const before = rows();
      const opened = vault({ passphrase: right });
      expect(opened.state()).toBe('locked');
      expect(code(opened.get('a'))).toMatch(/^vault-/);
      expect(code(opened.put('b', 'x'))).toMatch(/^vault-/);
      expect(rows()).toEqual(before);
    }
    set.run(wrapped);
    expect(must(vault({ passphrase: right }).get('a'))).toBe(secret);
  });

  test('what the disk refuses was not kept, and is said so', async () => {
    const { vault, store } = await room();
    const open = vault({ passphrase: right });
    must(open.put('a', secret));
    store.db.pragma('query_only = ON');
    expect(mustFail(open.put('a', 'other')).code).toMatch(/^disk-/);
    store.db.pragma('query_only = OFF');
    expect(must(open.get('a'))).toBe(secret);
  });
});

describe('the seal', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

  test('opens with its own key, nonce and place, and with nothing else', () => {
    const parts = fc.record({
      key: bytes(32),
      nonce: bytes(12),
      place: fc.string(),
      plain: fc.uint8Array({ maxLength: 64 }),
      otherKey: bytes(32),
      otherPlace: fc.string(),
    });
    fc.assert(
      fc.property(parts, ({ key, nonce, place, plain, otherKey, otherPlace }) => {
        fc.pre(otherPlace !== place && Buffer.compare(key, otherKey) !== 0);
        const sealed = seal(key, nonce, place, plain);
        expect(Buffer.from(unseal(key, nonce, place, sealed) ?? 'none')).toEqual(
          Buffer.from(plain),
        );
        expect(unseal(otherKey, nonce, place, sealed)).toBeNull();
        expect(unseal(key, nonce, otherPlace, sealed)).toBeNull();
        expect(unseal(key, nonce, place, sealed.subarray(1))).toBeNull();
        expect(unseal(key.subarray(1), nonce, place, sealed)).toBeNull();
      }),
    );
  });
});

describe('on the disk', () => {
  test('no secret and no passphrase is in clear in any file, also while the station runs', async () => {
    const folder = temporaryFolder();
    const app = await openStation({ folder, passphrase: right });
    const admin = { role: 'admin' as const };
    const link = { kind: 'enos', url: 'http://127.0.0.1:9', appKey: 'key', orgId: 'o-solar' };
    const appSecret = 'app-secret-of-this-test';
    must(await app.call('cloud.connect', { ...link, appSecret }, admin));
    const secrets = ['sampleSecretInv', 'sampleSecretMtr', 'sampleSecretSns', appSecret, right];
    const replies = [];
    for (const name of ['state.get', 'catalog.get', 'doctor.run', 'sync.operations']) {
      replies.push(await app.call(name, {}, admin));
    }
    expect(JSON.stringify(replies)).not.toMatch(new RegExp(secrets.join('|')));
    expect(must(app.parts.vault.get('cloud/app-secret'))).toBe(appSecret);
    expectNowhere(folder, secrets);
    await app.close();
    expectNowhere(folder, secrets);
  });
});

function expectNowhere(folder: string, secrets: string[]): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  expect(files.map((file) => file.name)).toEqual(
    expect.arrayContaining(['station.db', 'settings.json']),
  );
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const each of secrets) {
      for (const form of ['utf8', 'utf16le'] as const) {
        expect(bytes.includes(Buffer.from(each, form)), `${each} in ${file.name}`).toBe(false);
      }
      const hidden = Buffer.from(each).toString('base64').slice(0, -3);
      expect(bytes.includes(hidden), `${each} as base64 in ${file.name}`).toBe(false);
      expect(bytes.includes(Buffer.from(each).toString('hex'))).toBe(false);
    }
  }
}

test('wrong passphrases are locked out like wrong PINs, also when the right one follows', async () => {
  const folder = temporaryFolder();
  const admin = { role: 'admin' as const };
  const first = await openStation({ folder, catalog: false, passphrase: 'the right one' });
  must(first.parts.vault.put('group/G', 'secret'));
  await first.close();
  const app = await openStation({ folder, catalog: false, passphrase: null });
  const unlock = (passphrase: string) => app.call('vault.unlock', { passphrase }, admin);
  for (let tries = 0; tries < 5; tries += 1) {
    expect(mustFail(await unlock('a wrong one')).code).toBe('vault-passphrase-wrong');
  }
  const late = mustFail(await unlock('the right one'));
  expect(late.code).toBe('vault-tries');
  // It counts down from 30 with the last wrong one; a slow machine needs some of them to ask.
  expect(late.params?.seconds).toBeGreaterThan(0);
  expect(late.params?.seconds).toBeLessThanOrEqual(30);
});
