import { scryptSync } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { prepared } from '../store/prepared.ts';
import type { Store } from '../store/store.ts';
import type { Keyring } from '../world.ts';
import { type Place, sealFor, unsealFrom } from './place.ts';

/**
 * The one place for secrets: a random data key, wrapped by the operating system's key ring or by a
 * passphrase, seals each secret on its own. Which of the two wrapped it is recorded; nothing that
 * does not open is ever overwritten or deleted.
 */
export interface Vault {
  /** `new`: nothing was ever kept and there is no key ring; the first passphrase makes it. */
  state(): 'open' | 'locked' | 'new';
  /** What wraps the key: the key ring's own name, or `passphrase`. */
  backend(): string;
  unlock(passphrase: string): Result<object>;
  /** Whether a secret could be kept now; opens the vault, or makes it, where that takes nobody's help. */
  ready(): Result<object>;
  /** Kept when it returns `ok`; `vault-locked` when there is nothing to seal with. */
  put(name: string, secret: string): Result<object>;
  get(name: string): Result<string>;
  holds(name: string): boolean;
  /** A secret that is in hand and is not kept: no line of a log holds it from here on. */
  know(secret: string): void;
  /** What it holds, by name. */
  names(): string[];
}

/** scrypt cost: about 80 ms and 32 MiB on a line PC (RFC 7914; OWASP's minimum is N = 2^17 / r = 8 or this with p = 3). */
const scryptCost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

const keyLength = 32;

const ofSecret = (name: string, keyId: string): Place => ({
  table: 'secret',
  row: name,
  column: 'sealed',
  keyId,
});
const ofKey = (id: string): Place => ({
  table: 'vault_key',
  row: id,
  column: 'wrapped',
  keyId: 'passphrase',
});

interface KeyRow {
  id: string;
  backend: string;
  salt: Buffer;
  wrapped: Buffer;
}

export interface VaultNeeds {
  store: Store;
  keyring: Keyring | null;
  passphrase: string | null;
  random(bytes: number): Uint8Array;
  now(): number;
  newId(): string;
  /** Hears every secret that is kept or given out, so that no line of a log holds one. */
  know?(secret: string): void;
}

export function createVault(needs: VaultNeeds): Vault {
  const { store, random } = needs;
  const { db } = store;
  const keyRow = () =>
    prepared(db, 'SELECT id, backend, salt, wrapped FROM vault_key').get() as KeyRow | undefined;
  let opened: { id: string; key: Uint8Array } | null = null;
  // An empty one is a variable that nobody filled in: it would lock with a key that everybody has.
  const given = needs.passphrase || null;

  // Remembered, because each try costs a good part of a second in which no scan is heard.
  let givenRefused = false;

  // The state is asked at every turn; one try tells what the key ring or what was given can open.
  let looked = false;

  const keyring = needs.keyring?.available() ? needs.keyring : null;
  const derive = (passphrase: string, salt: Uint8Array) =>
    scryptSync(passphrase.normalize('NFKC'), salt, keyLength, scryptCost);

  function openExisting(row: KeyRow, passphrase: string | null): Result<object> {
    if (row.backend === 'passphrase') {
      if (passphrase === null) return fail('vault-locked');
      if (passphrase === given && givenRefused) return fail('vault-passphrase-wrong');
      const wrapping = derive(passphrase, row.salt);
      const key = unsealFrom(ofKey(row.id), wrapping, row.salt.subarray(0, 12), row.wrapped);
      if (!key) {
        givenRefused ||= passphrase === given;
        return fail('vault-passphrase-wrong');
      }
      opened = { id: row.id, key };
      return ok({});
    }
    if (keyring?.backend !== row.backend) return fail('vault-locked');
    try {
      const key = keyring.unwrap(row.wrapped);
      if (key.length !== keyLength) return fail('vault-locked');
      opened = { id: row.id, key };
      return ok({});
    } catch {
      return fail('vault-locked');
    }
  }

  function make(passphrase: string | null): Result<object> {
    const key = random(keyLength);
    const salt = random(16);
    const id = needs.newId();
    const backend = keyring?.backend ?? 'passphrase';
    if (!keyring && passphrase === null) return fail('vault-locked');
    let wrapped: Uint8Array;
    try {
      wrapped = keyring
        ? keyring.wrap(key)
        : sealFor(ofKey(id), derive(passphrase as string, salt), salt.subarray(0, 12), key);
    } catch {
      // Key rings fail too: locked by its owner, service gone.
      return fail('vault-locked');
    }
    const written = store.write(() => {
      prepared(
        db,
        'INSERT INTO vault_key (id, backend, salt, wrapped, made_at) VALUES (?, ?, ?, ?, ?)',
      ).run(id, backend, Buffer.from(salt), Buffer.from(wrapped), needs.now());
    });
    if (!written.ok) return written;
    opened = { id, key };
    return ok({});
  }

  function open(passphrase: string | null): Result<object> {
    if (opened) return ok({});
    const row = keyRow();
    return row ? openExisting(row, passphrase) : make(passphrase);
  }

  const vault: Vault = {
    state() {
      const row = keyRow();
      // Not at the start: a command that needs no secret does not wait for the key.
      if (!opened && row && !looked && (keyring || given !== null)) openExisting(row, given);
      looked = true;
      if (opened) return 'open';
      if (row) return 'locked';
      // A key ring makes the key at the first secret; nobody has to be asked for anything.
      return keyring ? 'open' : 'new';
    },
    backend: () => keyRow()?.backend ?? keyring?.backend ?? 'passphrase',
    unlock(passphrase) {
      needs.know?.(passphrase);
      const row = keyRow();
      if (row?.backend === 'passphrase' && opened) {
        // Asked again while open: still say whether it is the right one.
        const before = opened;
        const tried = openExisting(row, passphrase);
        opened = before;
        return tried;
      }
      return open(passphrase);
    },
    ready: () => open(given),
    put(name, secret) {
      needs.know?.(secret);
      const ready = open(given);
      if (!ready.ok) return ready;
      const { id, key } = opened as unknown as { id: string; key: Uint8Array };
      const nonce = random(12);
      const sealed = sealFor(ofSecret(name, id), key, nonce, Buffer.from(secret));
      return store.write(() => {
        prepared(
          db,
          `INSERT INTO secret (name, key_id, nonce, sealed) VALUES (?, ?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET key_id = excluded.key_id, nonce = excluded.nonce,
             sealed = excluded.sealed`,
        ).run(name, id, Buffer.from(nonce), Buffer.from(sealed));
        return {};
      });
    },
    get(name) {
      const row = prepared(db, 'SELECT key_id, nonce, sealed FROM secret WHERE name = ?').get(
        name,
      ) as { key_id: string; nonce: Buffer; sealed: Buffer } | undefined;
      if (!row) return fail('secret-missing', { name });
      const ready = open(given);
      if (!ready.ok) return ready;
      const { key } = opened as unknown as { key: Uint8Array };
      const plain = unsealFrom(ofSecret(name, row.key_id), key, row.nonce, row.sealed);
      if (!plain) return fail('vault-damaged');
      const secret = Buffer.from(plain).toString('utf8');
      needs.know?.(secret);
      return ok(secret);
    },
    know: (secret) => needs.know?.(secret),
    names: () =>
      (prepared(db, 'SELECT name FROM secret ORDER BY name').all() as { name: string }[]).map(
        ({ name }) => name,
      ),
    holds: (name) => prepared(db, 'SELECT 1 FROM secret WHERE name = ?').get(name) !== undefined,
  };
  return vault;
}

/** Names of secrets in the vault. */
export const secretNames = {
  group: (groupId: string) => `group/${groupId}`,
  cloud: 'cloud/app-secret',
  /** The private key that certificates are signed with (PKCS #8, base64). */
  certificate: 'certificate/key',
};
