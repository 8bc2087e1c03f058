import type { Scanner } from '../models/scanner.ts';
import { fail, ok, type Result } from '../problems.ts';
import { readEscapes } from './escapes.ts';

const aimStart = /^\][A-Za-z][0-9A-Za-z]/;
/** ISO/IEC 15424: a symbology without an identifier of its own. */
const otherSymbology = ']X0';

/**
 * Takes off what the scanner was set up to put around each code: prefix, AIM identifier, data, suffix,
 * in this order. A text that lacks one of them lost a part on its way, and with it maybe a part of the
 * SN: it is refused (`read-frame-torn`), never guessed.
 */
export function takeFrame(
  text: string,
  { prefix, suffix, aim }: Pick<Scanner, 'prefix' | 'suffix' | 'aim'>,
): Result<string> {
  const before = readEscapes(prefix) ?? '';
  const after = readEscapes(suffix) ?? '';
  if (!text.startsWith(before)) return fail('read-frame-torn', { part: 'prefix' });
  const rest = text.slice(before.length);
  if (!rest.endsWith(after)) return fail('read-frame-torn', { part: 'suffix' });
  const data = rest.slice(0, rest.length - after.length);
  const hasAim = aimStart.test(data);
  if (aim === 'on' && !hasAim) return fail('read-frame-torn', { part: 'AIM' });
  // Where the scanner sends no identifiers, what looks like one belongs to the code.
  return ok(aim === 'off' && hasAim ? `${otherSymbology}${data}` : data);
}
