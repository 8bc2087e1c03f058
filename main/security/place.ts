import { seal, unseal } from './seal.ts';

/** Where a sealed value lives, down to the column: moved anywhere else, it does not open. */
export interface Place {
  table: 'secret' | 'vault_key';
  /** The row's own name: of a secret its name, of a key its id. */
  row: string;
  column: 'sealed' | 'wrapped';
  /** The key that seals it, by id. */
  keyId: string;
}

/** In front of what is sealed; it is sealed into it, too, so that nothing is taken for what an older one wrote. */
const version = 2;

/** As JSON, so that no name can be written to look like two. */
const named = ({ table, row, column, keyId }: Place): string =>
  JSON.stringify([version, table, row, column, keyId]);

/** Before there were versions the place was table, row and key, and nothing stood in front. */
const namedBefore = ({ table, row, keyId }: Place): string =>
  table === 'secret' ? `secret|${row}|${keyId}` : `vault_key|${row}`;

/** Encrypts for one place; `nonce` is 12 bytes and used once. */
export function sealFor(place: Place, key: Uint8Array, nonce: Uint8Array, plain: Uint8Array) {
  return Buffer.concat([Buffer.of(version), seal(key, nonce, named(place), plain)]);
}

/** Decrypts what `sealFor` made for this place, or what stations sealed before there were versions; else null. */
export function unsealFrom(
  place: Place,
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  const newer = sealed[0] === version && unseal(key, nonce, named(place), sealed.subarray(1));
  // One in 256 of the older ones begins with the same byte by chance.
  return newer || unseal(key, nonce, namedBefore(place), sealed);
}
