import { createHash, createPublicKey, verify } from 'node:crypto';

/** Whether the holder of this key (32 bytes, RFC 8032) signed the message; never throws, whatever the bytes are. */
export function isSigned(key: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    const x = Buffer.from(key).toString('base64url');
    const known = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, message, known, signature);
  } catch {
    return false;
  }
}

/** What people compare of a key: the SHA-256 of its bytes, hexadecimal. */
export const fingerprintOf = (key: Uint8Array): string =>
  createHash('sha256').update(key).digest('hex');
