import { createCipheriv, createDecipheriv } from 'node:crypto';

/** AES-256-GCM with the place a secret lives in as associated data: moved elsewhere, it does not open. */

const tagLength = 16;

/** Encrypts; answers ciphertext with the tag behind it. `nonce` is 12 bytes and used once. */
export function seal(
  key: Uint8Array,
  nonce: Uint8Array,
  place: string,
  plain: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what `seal` made, or null when key, place or a single bit differs. */
export function unseal(
  key: Uint8Array,
  nonce: Uint8Array,
  place: string,
  sealed: Uint8Array,
): Uint8Array | null {
  if (sealed.length < tagLength) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
    const body = sealed.subarray(0, sealed.length - tagLength);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return null;
  }
}
