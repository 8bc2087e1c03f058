/**
 * The public keys (Ed25519, SPKI, base64) of whoever may publish a version. Two, while one follows the
 * other. Empty: no update is taken. `node scripts/sign-update.mjs new-key FILE` makes a pair and prints
 * the line that belongs here; the private half never comes near the sources.
 */
export const releaseKeys: readonly string[] = [];
