import { RE2JS } from 're2js';
import type { SnRule } from '../models/catalog.ts';
import { explained, fail, ok, type Problem, problem, type Result } from '../problems.ts';
import { characterList } from './characters.ts';
import { compileCheckDigit } from './check-schemes.ts';
import { twinOf } from './look-alike.ts';
import { type Machine, machineOfPattern } from './pattern/machine.ts';
import { whereBroken } from './pattern/where.ts';
import { compilePart, type PartCheck, type ReadFields, type RuleAround } from './rule-parts.ts';

/** Longest device SN in characters; also what the EnOS client sends at most. */
export const maxSnLength = 64;

/**
 * What nobody can see or tell apart: control, format (bidirectional overrides, zero width), private,
 * unassigned and default-ignorable characters, and every blank but the plain space.
 */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\ufffd]|(?! )\p{Zs}/u;

/**
 * A group's rule, ready to be applied: answers what is wrong with an SN, or null. `fields` is what else
 * the code said, for parts that have to agree with it.
 */
export type SnCheck = (deviceSn: string, fields?: ReadFields) => Problem | null;

/**
 * Makes a rule ready. Patterns are RE2 (linear time): a pattern from a catalog can never hang the
 * station, whatever is scanned. `rule-invalid` when a part of the rule cannot be read.
 */
export function compileRule(rule: SnRule, groupId = '', around: RuleAround = {}): Result<SnCheck> {
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
  if (typeof digit === 'string') return fail('rule-invalid', { groupId, detail: digit });
  const parts = compileParts(rule, pattern, groupId, around);
  if (typeof parts === 'string') return fail('rule-invalid', { groupId, detail: parts });
  const unlike = pattern && compileUnlike(rule.pattern as string);
  const length = rule.length ?? { min: 1, max: maxSnLength };
  return ok((deviceSn, fields = {}) => {
    const characters = [...deviceSn];
    if (characters.length === 0) return problem('read-empty');
    const strange = characters.findIndex(
      (character, index) =>
        unprintable.test(character) ||
        (allowed && !allowed.has(character)) ||
        (rule.noAmbiguous && twinOf(character) !== null) ||
        // A blank at an edge would make two devices of one SN as people see it.
        (character === ' ' && (index === 0 || index === characters.length - 1)),
    );
    if (strange >= 0) {
      const character = characters[strange] as string;
      const twin = twinOf(character);
      const where = { deviceSn, position: strange + 1, character: show(character) };
      const wrong = problem('sn-characters', where);
      return twin === null || !rule.noAmbiguous ? wrong : explained(wrong, 'ambiguous', { twin });
    }
    if (characters.length < length.min || characters.length > length.max) {
      return problem('sn-length', { deviceSn, length: characters.length, ...length });
    }
    if (pattern && unlike && !pattern.matches(deviceSn)) return unlike(deviceSn);
    return digit(deviceSn) ?? parts(deviceSn, fields);
  });
}

/** Which character leaves the pattern, as far as that can be said of a pattern. Looked into when needed. */
function compileUnlike(pattern: string): (deviceSn: string) => Problem {
  let machine: Machine | null | undefined;
  return (deviceSn) => {
    const wrong = problem('sn-pattern', { deviceSn, pattern });
    machine ??= machineOfPattern(pattern);
    const broken = machine && whereBroken(machine, deviceSn);
    if (!broken) return wrong;
    const { kind, ...about } = broken;
    return explained(wrong, `pattern-${kind}`, about);
  };
}

function compileParts(
  { parts = [] }: SnRule,
  pattern: RE2JS | null,
  groupId: string,
  around: RuleAround,
): ((deviceSn: string, fields: ReadFields) => Problem | null) | string {
  if (parts.length === 0) return () => null;
  const named = pattern?.namedGroups() ?? {};
  const checks: [name: string, check: PartCheck][] = [];
  for (const part of parts) {
    if (!Object.hasOwn(named, part.name)) return `the pattern has no part "${part.name}"`;
    const check = compilePart(part, groupId, around);
    if (typeof check === 'string') return `part "${part.name}": ${check}`;
    checks.push([part.name, check]);
  }
  return (deviceSn, fields) => {
    const matcher = (pattern as RE2JS).matcher(deviceSn);
    if (!matcher.matches()) return null;
    for (const [part, check] of checks) {
      const found = matcher.group(part);
      // A part that this way of the pattern does not have cannot be wrong.
      if (found === null) continue;
      const position = [...deviceSn.slice(0, matcher.start(part))].length + 1;
      const wrong = check({ part, found, position }, fields);
      if (wrong) return problem(wrong.code, { deviceSn, ...wrong.params });
    }
    return null;
  };
}

/** A character as it can be shown in a sentence: invisible ones by their code. */
function show(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return unprintable.test(character) ? `U+${code}` : character;
}
