import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt as for the vault (RFC 7914; OWASP's alternative to N = 2^17): 32 MiB and some 80 ms on a line PC, in
 * a thread of its own, so that no scan waits for a PIN.
 */
export const pinCost = { N: 2 ** 15, r: 8, p: 3 };

const hashLength = 32;
const saltLength = 16;

export interface PinHash {
  salt: Uint8Array;
  hash: Uint8Array;
  cost: string;
}

function derive(pin: string, salt: Uint8Array, cost: typeof pinCost): Promise<Buffer> {
  const maxmem = 128 * cost.N * cost.r * 2;
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, hashLength, { ...cost, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

export async function hashPin(
  pin: string,
  random: (bytes: number) => Uint8Array,
): Promise<PinHash> {
  const salt = random(saltLength);
  const hash = await derive(pin, salt, pinCost);
  return { salt, hash, cost: JSON.stringify(pinCost) };
}

/** Compared with where there is no PIN, so that the answer takes as long. */
const nobody: PinHash = {
  salt: randomBytes(saltLength),
  hash: randomBytes(hashLength),
  cost: JSON.stringify(pinCost),
};

/** True when the PIN is the one that was hashed; never for null, and as slow. */
export async function isPin(pin: string, kept: PinHash | null): Promise<boolean> {
  const { salt, hash, cost } = kept ?? nobody;
  const found = await derive(pin, salt, JSON.parse(cost) as typeof pinCost);
  const same = found.length === hash.length && timingSafeEqual(found, hash);
  return same && kept !== null;
}
