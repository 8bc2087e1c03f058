import { RE2JS } from 're2js';
import type { SnRule } from '../models/catalog.ts';
import { fail, ok, type Problem, problem, type Result } from '../problems.ts';
import { luhnDigit, mod10Digit } from './check-digit.ts';

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
  const allowed = rule.characters === undefined ? null : characterSet(rule.characters);
  if (allowed && !allowed.ok) {
    return fail('rule-invalid', { groupId, detail: allowed.problem });
  }
  const length = rule.length ?? { min: 1, max: maxSnLength };
  return ok((deviceSn) => {
    const characters = [...deviceSn];
    if (characters.length === 0) return problem('read-empty');
    const strange = characters.findIndex(
      (character, index) =>
        unprintable.test(character) ||
        (allowed && !allowed.set.has(character)) ||
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
    return checkDigitProblem(deviceSn, rule.checkDigit);
  });
}

function checkDigitProblem(deviceSn: string, scheme: SnRule['checkDigit']): Problem | null {
  if (scheme === 'none') return null;
  const body = deviceSn.slice(0, -1);
  const found = deviceSn.slice(-1);
  const expected = scheme === 'luhn' ? luhnDigit(body) : mod10Digit(body);
  if (expected === found) return null;
  return problem('sn-check-digit', { deviceSn, found, expected: expected ?? '?' });
}

/** `A-Z0-9-` -> the characters it stands for. */
function characterSet(
  spec: string,
): { ok: true; set: Set<string> } | { ok: false; problem: string } {
  const set = new Set<string>();
  const parts = [...spec];
  for (let index = 0; index < parts.length; index++) {
    const from = parts[index] as string;
    const to = parts[index + 2];
    if (parts[index + 1] === '-' && to !== undefined) {
      const [low, high] = [from.codePointAt(0) as number, to.codePointAt(0) as number];
      if (low > high || high - low > 65_535) {
        return { ok: false, problem: `characters: "${from}-${to}" is no range` };
      }
      for (let code = low; code <= high; code++) set.add(String.fromCodePoint(code));
      index += 2;
    } else {
      set.add(from);
    }
  }
  return { ok: true, set };
}

/** A character as it can be shown in a sentence: invisible ones by their code. */
function show(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return unprintable.test(character) ? `U+${code}` : character;
}
