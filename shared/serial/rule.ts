import { RE2JS } from 're2js';
import type { SnRule } from '../models/catalog.ts';
import { fail, ok, type Problem, problem, type Result } from '../problems.ts';
import { characterList } from './characters.ts';
import { checkSchemes, usualAlphabet } from './check-schemes.ts';

/** Longest device SN in characters; also what the EnOS client sends at most. */
export const maxSnLength = 64;

/**
 * What nobody can see or tell apart: control, format (bidirectional overrides, zero width), private,
 * unassigned and default-ignorable characters, and every blank but the plain space.
 */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\ufffd]|(?! )\p{Zs}/u;

/** A group's rule, ready to be applied: answers what is wrong with an SN, or null. */
export type SnCheck = (deviceSn: string) => Problem | null;

/**
 * Makes a rule ready. Patterns are RE2 (linear time): a pattern from a catalog can never hang the
 * station, whatever is scanned. `rule-invalid` when the pattern or the characters cannot be read.
 */
export function compileRule(rule: SnRule, groupId = ''): Result<SnCheck> {
  let pattern: RE2JS | null = null;
  try {
    if (rule.pattern !== undefined) pattern = RE2JS.compile(rule.pattern);
  } catch (error) {
    return fail('rule-invalid', { groupId, detail: String((error as Error).message) });
  }
  const listed = rule.characters === undefined ? null : characterList(rule.characters);
  if (listed && !listed.ok) return fail('rule-invalid', { groupId, detail: listed.problem });
  const allowed = listed && new Set(listed.list);
  const digit = compileCheckDigit(rule);
  if (!digit.ok) return fail('rule-invalid', { groupId, detail: digit.problem });
  const length = rule.length ?? { min: 1, max: maxSnLength };
  return ok((deviceSn) => {
    const characters = [...deviceSn];
    if (characters.length === 0) return problem('read-empty');
    const strange = characters.findIndex(
      (character, index) =>
        unprintable.test(character) ||
        (allowed && !allowed.has(character)) ||
        // A blank at an edge would make two devices of one SN as people see it.
        (character === ' ' && (index === 0 || index === characters.length - 1)),
    );
    if (strange >= 0) {
      const character = show(characters[strange] as string);
      return problem('sn-characters', { deviceSn, position: strange + 1, character });
    }
    if (characters.length < length.min || characters.length > length.max) {
      return problem('sn-length', { deviceSn, length: characters.length, ...length });
    }
    if (pattern && !pattern.matches(deviceSn)) {
      return problem('sn-pattern', { deviceSn, pattern: rule.pattern as string });
    }
    return digit.check(deviceSn);
  });
}

function compileCheckDigit({
  checkDigit,
  checkCharacters,
}: SnRule): { ok: true; check: SnCheck } | { ok: false; problem: string } {
  if (checkDigit === 'none') return { ok: true, check: () => null };
  const { digits, closing } = checkSchemes[checkDigit];
  const alphabet = characterList(checkCharacters ?? usualAlphabet);
  if (!alphabet.ok) return alphabet;
  if (alphabet.list.length % 2 === 1) {
    const count = alphabet.list.length;
    return { ok: false, problem: `checkCharacters: ${count} of them; their number must be even` };
  }
  return {
    ok: true,
    check: (deviceSn) => {
      const characters = [...deviceSn];
      const body = characters.slice(0, -digits).join('');
      const found = characters.slice(-digits).join('');
      const expected = closing(body, alphabet.list);
      if (expected === found) return null;
      const position = Math.max(1, characters.length - digits + 1);
      return problem('sn-check-digit', { deviceSn, found, position, expected: expected ?? '?' });
    },
  };
}

/** A character as it can be shown in a sentence: invisible ones by their code. */
function show(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return unprintable.test(character) ? `U+${code}` : character;
}
