import { z } from 'zod';

/** How an SN is closed: by the rule that judges it, or the series that makes it (`shared/serial/check-schemes.ts`). */
export const checkDigits = [
  'none',
  'luhn',
  'luhnModN',
  'mod10',
  'mod11',
  'mod97-10',
  'mod37-36',
  'verhoeff',
] as const;
export const checkDigitSchema = z.enum(checkDigits).default('none');
