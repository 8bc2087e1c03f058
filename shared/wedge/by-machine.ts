import { fail, ok, type Result } from '../problems.ts';
import { isHolder, takeAltCode, type WedgeKey } from './keys.ts';
import { layoutOf } from './layouts.ts';

/**
 * The text as the machine understood the keys, for a scanner that was never calibrated: right where both are
 * set to the same layout. What shows that they are not, or that something came between, is refused.
 */
export function readByMachine(keys: readonly WedgeKey[]): Result<string> {
  let text = '';
  for (let at = 0; at < keys.length; at++) {
    const code = takeAltCode(keys, at);
    const key = keys[at] as WedgeKey;
    if (code.length > 0) {
      if (code.char === null) return fail('read-keys-unclear');
      text += code.char;
      at += code.length - 1;
      continue;
    }
    if (isHolder(key)) continue;
    if (key.key === 'Process') return fail('read-input-method');
    const char = plainChar(key);
    if (char === null) return fail('read-keys-unclear');
    if (key.capsLock && !unmovedByCapsLock(key)) return fail('read-caps-lock');
    text += char;
  }
  return ok(text);
}

function plainChar(key: WedgeKey): string | null {
  if (key.ctrl && !key.altGraph) {
    return key.key === ']' || key.code === 'BracketRight' ? '\u001d' : null;
  }
  if (key.alt && !key.altGraph) return null;
  if ([...key.key].length !== 1) return null;
  // `é` for the key of 2, `ф` for that of A: the scanner meant a character of its own layout.
  const foreign = key.key > '~' && key.code !== '';
  return foreign ? null : key.key;
}

/** A digit or sign where an American keyboard has it: CapsLock does nothing to those. */
function unmovedByCapsLock({ code, key, shift }: WedgeKey): boolean {
  if (code === 'Space' || code.startsWith('Numpad')) return true;
  const us = layoutOf('us');
  return !us.isLetter(code) && us.cell(code, shift ? 'shift' : 'plain')?.char === key;
}
