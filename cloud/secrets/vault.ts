import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a secret lives. It is bound to that place: moved to another row it does not open. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

/** Seals and opens secrets with the master key: AES-256-GCM, `version(1) nonce(12) tag(16) text`. */
export class Vault {
  readonly #key: Buffer;

  /** @param masterKey 64 hex digits. */
  constructor(masterKey: string) {
    this.#key = Buffer.from(masterKey, 'hex');
  }

  seal(place: Place, secret: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(bound(place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when the key or the place is another one, or the bytes were changed. */
  open(place: Place, sealed: Buffer): string {
    if (sealed[0] !== 1 || sealed.length < 29) throw new Error('not a sealed secret');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(1, 13), {
      authTagLength: 16,
    });
    decipher.setAAD(bound(place)).setAuthTag(sealed.subarray(13, 29));
    return decipher.update(sealed.subarray(29), undefined, 'utf8') + decipher.final('utf8');
  }
}

const bound = ({ table, row, column }: Place): Buffer => Buffer.from(`${table}|${row}|${column}`);
