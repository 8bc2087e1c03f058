import { createHash } from 'node:crypto';
import {
  type CertificateCheck,
  type CertificateCrypto,
  checkCertificate,
} from '../../shared/certificate/certificate.ts';
import { isSigned } from '../security/ed25519.ts';

const crypto: CertificateCrypto = {
  sha256: async (bytes) => createHash('sha256').update(bytes).digest(),
  ed25519: async (key, signature, message) => isSigned(key, signature, message),
};

/** Whether these bytes are a sound certificate; `fingerprint` as in `checkCertificate`. */
export const checkHere = (
  bytes: Uint8Array<ArrayBuffer>,
  fingerprint?: string,
): Promise<CertificateCheck> => checkCertificate(bytes, crypto, fingerprint);
