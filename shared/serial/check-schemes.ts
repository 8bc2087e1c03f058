import type { SnRule } from '../models/catalog.ts';
import { type Problem, problem } from '../problems.ts';
import { characterList } from './characters.ts';
import { luhnDigit, luhnModNCharacter, mod10Digit, mod11Digit } from './check-digit.ts';
import { mod37Character, mod97Digits } from './iso-7064.ts';
import { verhoeffDigit } from './verhoeff.ts';

/** A way of closing an SN with check characters. */
export interface CheckScheme {
  /** How many characters at the end check the ones before them. */
  digits: 1 | 2;
  /** What should stand behind `body`; null where the scheme has no value for one of its characters. */
  closing(body: string, alphabet: readonly string[]): string | null;
}

/** The alphabet of `luhnModN` where a rule names none. */
export const usualAlphabet = '0-9A-Z';

/** Every scheme that a rule can name; a new one without its arithmetic does not compile. */
export const checkSchemes: Record<Exclude<SnRule['checkDigit'], 'none'>, CheckScheme> = {
  luhn: { digits: 1, closing: luhnDigit },
  luhnModN: { digits: 1, closing: luhnModNCharacter },
  mod10: { digits: 1, closing: mod10Digit },
  mod11: { digits: 1, closing: mod11Digit },
  'mod97-10': { digits: 2, closing: mod97Digits },
  'mod37-36': { digits: 1, closing: mod37Character },
  verhoeff: { digits: 1, closing: verhoeffDigit },
};

/** Makes the check digit of a rule ready; a text says why it cannot be read. */
export function compileCheckDigit({
  checkDigit,
  checkCharacters,
}: SnRule): ((deviceSn: string) => Problem | null) | string {
  if (checkDigit === 'none') return () => null;
  const { digits, closing } = checkSchemes[checkDigit];
  const alphabet = characterList(checkCharacters ?? usualAlphabet);
  if (!alphabet.ok) return alphabet.problem;
  const { list } = alphabet;
  if (list.length % 2 === 1) {
    return `checkCharacters: ${list.length} of them; their number must be even`;
  }
  return (deviceSn) => {
    const characters = [...deviceSn];
    const found = characters.slice(-digits).join('');
    const expected = closing(characters.slice(0, -digits).join(''), list);
    if (expected === found) return null;
    const position = Math.max(1, characters.length - digits + 1);
    return problem('sn-check-digit', { deviceSn, found, position, expected: expected ?? '?' });
  };
}
