/** Check characters of ISO/IEC 7064: null where the scheme has no value for a character of the body. */

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * MOD 97-10: two digits. Letters count as two digits, A = 10 to Z = 35, as in the LEI (ISO 17442) and
 * the IBAN (ISO 13616); for digits alone it is the pure system of the standard.
 */
export function mod97Digits(body: string): string | null {
  if (!/^[0-9A-Z]+$/.test(body)) return null;
  let rest = 0;
  for (const character of body) {
    const value = alphabet.indexOf(character);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - ((rest * 100) % 97)).padStart(2, '0');
}

/** MOD 37,36: one character of 0-9 and A-Z, as in the GRid and the ISAN (ISO 15706). */
export function mod37Character(body: string): string | null {
  if (!/^[0-9A-Z]+$/.test(body)) return null;
  let product = 36;
  for (const character of body) {
    const sum = (product + alphabet.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36] as string;
}
