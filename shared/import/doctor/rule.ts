import type { SnRule } from '../../models/catalog.ts';
import { ok, type Result } from '../../problems.ts';
import { characterList } from '../../serial/characters.ts';
import { type Machine, machineOfPattern } from '../../serial/pattern/machine.ts';
import { compileRule, maxSnLength, type SnCheck } from '../../serial/rule.ts';
import type { RuleAround } from '../../serial/rule-parts.ts';

/** A group's SN rule, ready to say which of several texts are SNs, and to prune those that cannot be. */
export interface DoctorRule {
  check: SnCheck;
  /** Of the rule, and no wider than its pattern. */
  length: { min: number; max: number };
  /** Null: any character. */
  allowed: ReadonlySet<string> | null;
  /** Of the pattern; null where there is none, or it is beyond what is looked into. */
  machine: Machine | null;
}

/** Problem: `rule-invalid`. */
export function doctorRule(
  rule: SnRule,
  groupId = '',
  around: RuleAround = {},
): Result<DoctorRule> {
  const check = compileRule(rule, groupId, around);
  if (!check.ok) return check;
  const listed = rule.characters === undefined ? null : characterList(rule.characters);
  const machine = rule.pattern === undefined ? null : machineOfPattern(rule.pattern);
  const given = rule.length ?? { min: 1, max: maxSnLength };
  const lengths = machine ? lengthsOf(machine).filter((each) => each >= given.min) : [];
  return ok({
    check: check.value,
    length: machine
      ? { min: lengths[0] ?? given.min, max: Math.min(given.max, lengths.at(-1) ?? 0) }
      : given,
    allowed: listed?.ok ? new Set(listed.list) : null,
    machine,
  });
}

/** Every length of an SN that the pattern takes, ascending. */
function lengthsOf(machine: Machine): number[] {
  const lengths: number[] = [];
  let states = new Set([machine.start]);
  for (let length = 1; length <= maxSnLength && states.size > 0; length++) {
    states = new Set(
      [...states].flatMap((each) => (machine.steps[each] ?? []).map(({ to }) => to)),
    );
    if ([...states].some((each) => machine.ends[each])) lengths.push(length);
  }
  return lengths;
}

/** What could have been meant. `complete`: false where there are more than can be looked at. */
export interface Meant {
  texts: string[];
  complete: boolean;
}
export const nothingMeant: Meant = { texts: [], complete: true };
