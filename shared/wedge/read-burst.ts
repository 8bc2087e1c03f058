import type { WedgeProfile } from '../models/wedge.ts';
import { fail, ok, type Problem, problem, type Result } from '../problems.ts';
import { aimSaysGs1, splitAim } from '../serial/aim.ts';
import { readByMachine } from './by-machine.ts';
import { decodeKeys, type Typed } from './decode.ts';
import { endOf, type WedgeKey } from './keys.ts';
import { layoutOf } from './layouts.ts';

/** What one way of decoding says: the text, that it cannot be this scanner, or that it is not sure. */
type Said = { text: string } | { not: Problem } | { unsure: Problem };

/**
 * The text of one burst of keys. By the calibrated scanners where there are any, whatever layout, CapsLock or
 * input method the machine has; else as the machine understood the keys. What is not sure is refused
 * with a reason; never guessed. `end`: what ended the burst.
 */
export function readBurst(
  keys: readonly WedgeKey[],
  end: 'Enter' | 'Tab' | 'none',
  profiles: readonly WedgeProfile[],
): Result<string> {
  const body = keys.filter((key) => endOf(key) === null);
  const [first] = profiles;
  if (end === 'none' && first && profiles.every((profile) => profile.end !== 'none')) {
    return fail('read-frame-torn', { part: first.end });
  }
  if (profiles.length === 0 || body.some(({ code }) => code === '')) return readByMachine(body);
  const said = profiles.flatMap((profile) => sayings(body, end, profile));
  const texts = [...new Set(said.flatMap((one) => ('text' in one ? [one.text] : [])))];
  const unsure = said.find((one) => 'unsure' in one);
  if (unsure) return { ok: false, problem: unsure.unsure };
  const [text] = texts;
  if (texts.length > 1) return fail('read-scanners-differ');
  if (text !== undefined) return ok(text);
  const not = said.find((one) => 'not' in one);
  return { ok: false, problem: not?.not ?? problem('read-keys-unclear') };
}

function sayings(keys: readonly WedgeKey[], end: string, profile: WedgeProfile): Said[] {
  // A code that stopped without its end lost a part, and one with another end is another scanner's.
  if (profile.end !== end) return [lacks(profile.end === 'none' ? end : profile.end)];
  return profile.layouts.map((id) => {
    const { caps, dead } = profile;
    const typed = decodeKeys(keys, { layout: layoutOf(id), caps, dead });
    const framed = unframe(typed, profile);
    return framed
      ? toText(framed, profile)
      : lacks([...profile.prefix, ...profile.suffix].join('') || 'text');
  });
}

const lacks = (part: string): Said => ({ not: problem('read-frame-torn', { part }) });

const nameOf = (typed: Typed): string => typed.char ?? typed.odd;

function unframe(typed: Typed[], { prefix, suffix }: WedgeProfile): Typed[] | null {
  const names = typed.map(nameOf);
  const inside = names.length - prefix.length - suffix.length;
  const whole =
    inside > 0 &&
    prefix.every((name, at) => names[at] === name) &&
    suffix.every((name, at) => names[prefix.length + inside + at] === name);
  return whole ? typed.slice(prefix.length, prefix.length + inside) : null;
}

function toText(typed: Typed[], { gs }: WedgeProfile): Said {
  let text = '';
  for (const one of typed) {
    if (nameOf(one) === gs) text += '\u001d';
    else if (one.char !== undefined) text += one.char;
    else if (one.why === 'caps') return { unsure: problem('read-caps-lock') };
    else return { not: problem('read-keys-unclear') };
  }
  // Fields of GS1 end with GS: without it two of them look like one.
  if (gs === null && aimSaysGs1(splitAim(text).aim)) {
    return { unsure: problem('read-separator-lost') };
  }
  return { text };
}
