import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { Read } from '../../../shared/models/read.ts';
import type { Problem } from '../../../shared/problems.ts';
import { type Overlap, overlapOf, shapeOf } from '../../../shared/serial/pattern/overlap.ts';
import type { SnCheck } from '../../../shared/serial/rule.ts';
import { understand } from '../../../shared/serial/understand.ts';
import { checkOf, exampleLines, type RuleDraft, type RuleOf, ruleBody } from './rule.ts';

/** A rule that is being typed, tried on what is known. All of it is pure. */

export interface TriedExample {
  deviceSn: string;
  /** Why the rule refuses it; null: it takes it. */
  problem: Problem | null;
  /** As whoever wrote the example meant it. */
  asMeant: boolean;
}

export const tryExamples = (check: SnCheck, lines: string, meant: 'good' | 'bad'): TriedExample[] =>
  exampleLines(lines).map((deviceSn) => {
    const problem = check(deviceSn);
    return { deviceSn, problem, asMeant: (problem === null) === (meant === 'good') };
  });

export interface TriedReads {
  /** Reads of this group: how many there are, and how many the rule takes. */
  own: number;
  taken: number;
  /** Taken by the station then, refused by this rule; and the other way round. One each an SN. */
  lost: { deviceSn: string; problem: Problem }[];
  won: string[];
  /** Accepted for other groups, and yet this rule would take them. */
  others: { deviceSn: string; groupId: string }[];
}

/** Each read is judged by the clock of its own time: a week that was this week then is not too old now. */
export function tryReads(draft: RuleDraft, of: RuleOf, reads: readonly Read[]): TriedReads | null {
  let clock = 0;
  const check = checkOf(draft, of, () => clock);
  if (!check) return null;
  const tried: TriedReads = { own: 0, taken: 0, lost: [], won: [], others: [] };
  const told = new Set<string>();
  for (const read of reads) {
    if (read.groupId === null || read.text === '' || read.verdict === 'noted') continue;
    clock = read.at;
    const said = understand(read.text, of.groupId, check);
    const deviceSn = said.deviceSn ?? read.text;
    const name = `${read.groupId} ${deviceSn}`;
    const first = !told.has(name);
    told.add(name);
    if (read.groupId !== of.groupId) {
      const { groupId } = read;
      if (said.ok && first && read.verdict !== 'refused') tried.others.push({ deviceSn, groupId });
      continue;
    }
    tried.own++;
    if (said.ok) tried.taken++;
    if (!first) continue;
    if (said.ok && refusedByRule(read)) tried.won.push(deviceSn);
    if (!said.ok && read.verdict !== 'refused') {
      tried.lost.push({ deviceSn, problem: said.problem });
    }
  }
  return tried;
}

/** Refused for what it is, not because there was no batch or the target was reached. */
const refusedByRule = ({ verdict, problem }: Read): boolean =>
  verdict === 'refused' && (problem?.code.startsWith('sn-') ?? false);

export interface TriedGroups {
  /** Those that could take the same SN, or perhaps could. */
  found: { groupId: string; overlap: Exclude<Overlap, { kind: 'apart' | 'unknown' }> }[];
  compared: number;
  /** Too large to be compared while somebody types. */
  left: number;
}

/** About a tenth of a second on a slow machine. */
const steps = 60_000;

/** Which other groups could take an SN of this one: a unit that is scanned there would not be refused. */
export function tryGroups(
  draft: RuleDraft,
  of: RuleOf,
  groups: readonly Pick<RegistrationGroup, 'groupId' | 'modelId' | 'snRule'>[],
): TriedGroups | null {
  const own = checkOf(draft, of, () => 0) && shapeOf(ruleBody(draft), of.groupId, of.modelId);
  if (!own) return null;
  const tried: TriedGroups = { found: [], compared: 0, left: 0 };
  const budget = { steps };
  for (const { groupId, modelId, snRule } of groups) {
    if (groupId === of.groupId) continue;
    const other = budget.steps > 0 ? shapeOf(snRule, groupId, modelId) : null;
    const overlap: Overlap = other ? overlapOf(own, other, budget) : { kind: 'unknown' };
    if (overlap.kind === 'unknown') tried.left++;
    else tried.compared++;
    if (overlap.kind === 'both' || overlap.kind === 'perhaps') {
      tried.found.push({ groupId, overlap });
    }
  }
  return tried;
}
