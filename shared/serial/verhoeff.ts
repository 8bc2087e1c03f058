/** Multiplication of the dihedral group D5: rotations 0-4, reflections 5-9. */
function times(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}

/** Verhoeff's permutation, applied once for each place from the right. */
const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function permuted(digit: number, rounds: number): number {
  let value = digit;
  for (let round = 0; round < rounds % 8; round++) value = permutation[value] as number;
  return value;
}

/**
 * Verhoeff's digit (J. Verhoeff, Error detecting decimal codes, 1969): finds every wrong digit and every
 * swap of two neighbours. Null where the body is not made of digits.
 */
export function verhoeffDigit(body: string): string | null {
  if (!/^[0-9]+$/.test(body)) return null;
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    sum = times(sum, permuted(Number(body[body.length - 1 - index]), index + 1));
  }
  // A rotation is undone by the opposite one, a reflection by itself.
  return String(sum < 5 ? (5 - sum) % 5 : sum);
}
