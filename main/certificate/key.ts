import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { Vault } from '../security/vault.ts';
import { secretNames } from '../security/vault.ts';

/** The station's own key. The private half never leaves the vault but to sign. */
export interface CertificateKey {
  /** 32 bytes (RFC 8032). */
  publicKey: Uint8Array<ArrayBuffer>;
  sign(message: Uint8Array): Uint8Array;
}

/**
 * The key of this station: made when it is first asked for, and never again, so that its fingerprint is the same on
 * everything it signs. Problems: those of the vault (`vault-locked`, `vault-damaged`).
 */
export function certificateKey(vault: Vault): Result<CertificateKey> {
  if (!vault.holds(secretNames.certificate)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const kept = vault.put(secretNames.certificate, text);
    if (!kept.ok) return kept;
  }
  const held = vault.get(secretNames.certificate);
  if (!held.ok) return held;
  try {
    const key = createPrivateKey({
      key: Buffer.from(held.value, 'base64'),
      format: 'der',
      type: 'pkcs8',
    });
    return ok({ publicKey: rawPublicKey(key), sign: (message) => sign(null, message, key) });
  } catch {
    return fail('vault-damaged');
  }
}

function rawPublicKey(key: KeyObject): Uint8Array<ArrayBuffer> {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Uint8Array.from(Buffer.from(x, 'base64url'));
}
