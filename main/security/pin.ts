import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's own numbers (RFC 7914): N is a power of two, memory is 128 N r bytes, p is how often it is done. */
export interface PinCost {
  N: number;
  r: number;
  p: number;
}

/**
 * scrypt as for the vault (RFC 7914; OWASP's alternative to N = 2^17): 32 MiB and some 80 ms on a line PC, in
 * a thread of its own, so that no scan waits for a PIN.
 */
export const pinCost: PinCost = { N: 2 ** 15, r: 8, p: 3 };

const hashLength = 32;
const saltLength = 16;

export interface PinHash {
  salt: Uint8Array;
  hash: Uint8Array;
  cost: string;
}

export interface Pins {
  hash(pin: string): Promise<PinHash>;
  /** True when the PIN is the one that was hashed; never for null, and as slow. */
  is(pin: string, kept: PinHash | null): Promise<boolean>;
}

function derive(pin: string, salt: Uint8Array, cost: PinCost): Promise<Buffer> {
  const maxmem = 128 * cost.N * cost.r * 2;
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, hashLength, { ...cost, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** @param cost of new hashes; what was hashed at another cost goes on being right. */
export function createPins(random: (bytes: number) => Uint8Array, cost = pinCost): Pins {
  const costText = JSON.stringify(cost);
  // Compared with where there is no PIN, so that the answer takes as long.
  const nobody = { salt: randomBytes(saltLength), hash: randomBytes(hashLength), cost: costText };
  return {
    async hash(pin) {
      const salt = random(saltLength);
      return { salt, hash: await derive(pin, salt, cost), cost: costText };
    },
    async is(pin, kept) {
      const known = kept ?? nobody;
      const found = await derive(pin, known.salt, JSON.parse(known.cost) as PinCost);
      const same = found.length === known.hash.length && timingSafeEqual(found, known.hash);
      return same && kept !== null;
    },
  };
}
