import type { SnRule } from '../models/catalog.ts';
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
