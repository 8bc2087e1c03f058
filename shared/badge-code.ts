/**
 * Badges that Lineside prints: a fixed beginning, then 130 random bits in base32 (RFC 4648), all of it in
 * characters that every symbology and every keyboard has. A beginning of its own, so that no code of a
 * product is one.
 */
export const badgePrefix = 'LINESIDE-BADGE-';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const length = 26;

/** @param random 26 strong random bytes. */
export const badgeCode = (random: Uint8Array): string =>
  badgePrefix + Array.from(random.subarray(0, length), (byte) => alphabet[byte & 31]).join('');

/** A code of ours, whole or torn: whatever it is, it is none of a unit and must not be kept. */
export const looksLikeBadge = (text: string): boolean =>
  /(?:LINESIDE-BADGE-|BADGE-[A-Z2-7]{8,}$)/i.test(text);

/** As it is compared: without what scanners add, ours in capitals whatever CapsLock was. */
export function badgeText(scanned: string): string {
  const text = scanned.replace(/^\][A-Za-z][0-9A-Za-z]/, '').trim();
  return text.toUpperCase().startsWith(badgePrefix) ? text.toUpperCase() : text;
}
