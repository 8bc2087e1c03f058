import { verhoeffDigit } from '../verhoeff.ts';
import { highestPasscode } from './matter.ts';

export const matterManualName = 'Matter pairing';

/**
 * True for a Matter manual pairing code (Core Specification §5.1.4): 11 or 21 digits, also in groups as
 * they are printed, with a Verhoeff check digit and fields within their bounds. About one in fifty
 * numbers of that length is one by chance, so it explains a refusal and never causes one.
 */
export function isMatterManualCode(text: string): boolean {
  const printed = /^(\d{4})[- ]?(\d{3})[- ]?(\d{4})(?:[- ]?(\d{5})[- ]?(\d{5}))?$/.exec(text);
  if (!printed) return false;
  const digits = printed.slice(1).join('');
  const part = (from: number, to: number) => Number(digits.slice(from, to));
  const first = part(0, 1);
  // Bit 2 of the first digit says that vendor and product follow.
  if (first > 7 || first >= 4 !== (digits.length === 21)) return false;
  const [low, high] = [part(1, 6), part(6, 10)];
  const passcode = (low & 0x3fff) + high * 0x4000;
  if (low > 0xffff || high > 0x1fff || passcode === 0 || passcode > highestPasscode) return false;
  if (digits.length === 21 && (part(10, 15) > 0xffff || part(15, 20) > 0xffff)) return false;
  return verhoeffDigit(digits.slice(0, -1)) === digits.slice(-1);
}
