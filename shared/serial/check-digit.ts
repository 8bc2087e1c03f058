/**
 * Check digits over the whole SN, the last character being the digit.
 * Each function answers the digit that should stand there, or null where the scheme cannot be
 * applied (an empty body, or characters the scheme has no value for).
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

/** Mod 10 with weights 3 and 1 (GS1 General Specifications §7.9: EAN, GTIN, SSCC). */
export function mod10Digit(body: string): string | null {
  if (!digitsOnly.test(body)) return null;
  return complement(sumFromRight(body, (digit, index) => (index % 2 === 0 ? digit * 3 : digit)));
}
