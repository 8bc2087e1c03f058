/**
 * Check digits by weights, the last character being the digit.
 * Each function answers the character that should stand behind `body`, or null where the scheme cannot
 * be applied (an empty body, or characters the scheme has no value for).
 */

const digitsOnly = /^[0-9]+$/;
const alphanumeric = /^[0-9A-Z]+$/;

/** Weighted sum from the right, the rightmost digit of the body first. */
function sumFromRight(digits: string, weigh: (digit: number, index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    sum += weigh(Number(digits[digits.length - 1 - index]), index);
  }
  return sum;
}

const complement = (sum: number): string => String((10 - (sum % 10)) % 10);

/**
 * Luhn (ISO/IEC 7812-1 annex B). Letters count as two digits, A = 10 to Z = 35, as in ISO 6166.
 */
export function luhnDigit(body: string): string | null {
  if (!alphanumeric.test(body)) return null;
  const digits = body.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return complement(
    sumFromRight(digits, (digit, index) => {
      const doubled = index % 2 === 0 ? digit * 2 : digit;
      return doubled > 9 ? doubled - 9 : doubled;
    }),
  );
}

/**
 * Luhn over an alphabet of N characters, each worth its place in it. Finds every single wrong character
 * only where N is even (doubling is a permutation then), so an odd alphabet answers null.
 */
export function luhnModNCharacter(body: string, alphabet: readonly string[]): string | null {
  const n = alphabet.length;
  if (body === '' || n === 0 || n % 2 === 1) return null;
  let sum = 0;
  let doubles = true;
  for (const character of [...body].toReversed()) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    const addend = doubles ? value * 2 : value;
    sum += Math.floor(addend / n) + (addend % n);
    doubles = !doubles;
  }
  return alphabet[(n - (sum % n)) % n] as string;
}

/** Mod 10 with weights 3 and 1 (GS1 General Specifications §7.9: EAN, GTIN, SSCC). */
export function mod10Digit(body: string): string | null {
  if (!digitsOnly.test(body)) return null;
  return complement(sumFromRight(body, (digit, index) => (index % 2 === 0 ? digit * 3 : digit)));
}

/**
 * Mod 11 with weights 2, 3 ... 10 from the right, then 2 again; `X` stands for ten. The same as ISBN-10
 * (ISO 2108:1992) for nine digits and ISSN (ISO 3297) for seven. No weight is 0 mod 11 and no two
 * neighbours are equal, so that every wrong digit and every swap of neighbours is found at any length.
 */
export function mod11Digit(body: string): string | null {
  if (!digitsOnly.test(body)) return null;
  const rest = (11 - (sumFromRight(body, (digit, index) => digit * ((index % 9) + 2)) % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}
