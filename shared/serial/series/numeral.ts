/** Numbers written in the characters of any alphabet, the first of which is zero. */

/** How many numbers fit into so many characters; Infinity where a number cannot say it exactly. */
export function roomOf(width: number, base: number): number {
  const room = base ** width;
  return Number.isSafeInteger(room) ? room : Number.POSITIVE_INFINITY;
}

/** Null where it does not fit. */
export function writeNumeral(
  value: number,
  width: number,
  alphabet: readonly string[],
): string | null {
  let text = '';
  let rest = value;
  for (let place = 0; place < width; place++) {
    text = (alphabet[rest % alphabet.length] as string) + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return rest === 0 ? text : null;
}

/** Null where a character is none of the alphabet, or the number is beyond what is exact. */
export function readNumeral(
  characters: readonly string[],
  alphabet: readonly string[],
): number | null {
  let value = 0;
  for (const character of characters) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    value = value * alphabet.length + digit;
    if (!Number.isSafeInteger(value)) return null;
  }
  return value;
}
