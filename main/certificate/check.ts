import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  type CertificateCheck,
  type CertificateCrypto,
  checkCertificate,
} from '../../shared/certificate/certificate.ts';

const crypto: CertificateCrypto = {
  sha256: async (bytes) => createHash('sha256').update(bytes).digest(),
  async ed25519(key, signature, message) {
    try {
      const x = Buffer.from(key).toString('base64url');
      const known = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
      return verify(null, message, known, signature);
    } catch {
      return false;
    }
  },
};

/** Whether these bytes are a sound certificate; `fingerprint` as in `checkCertificate`. */
export const checkHere = (
  bytes: Uint8Array<ArrayBuffer>,
  fingerprint?: string,
): Promise<CertificateCheck> => checkCertificate(bytes, crypto, fingerprint);
