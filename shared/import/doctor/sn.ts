import type { Problem } from '../../problems.ts';
import type { ReadFields } from '../../serial/rule-parts.ts';
import { type Cleaned, type CleanUp, cleanUps, mixesScripts } from './clean-up.ts';
import { fromDate, isDate } from './dates.ts';
import { fromLookAlikes } from './look-alikes.ts';
import {
  fromScientific,
  isRoundedTo15,
  isScientific,
  withoutDecimals,
  withoutGroups,
  withZeros,
} from './numbers.ts';
import type { DoctorRule, Meant } from './rule.ts';

/** What was done to a value, or what keeps it from being done; each is a key of `explanations`. */
export type RepairWhy =
  | CleanUp
  | 'repair-zeros'
  | 'repair-scientific'
  | 'repair-date'
  | 'repair-decimals'
  | 'repair-groups'
  | 'repair-look-alike'
  | 'repair-case';

/** Why a person has to say. */
export type AskWhy =
  | 'ask-two-ways'
  | 'ask-scientific'
  | 'ask-date'
  | 'ask-digits-lost'
  | 'ask-scripts'
  | 'ask-many-ways';

export interface Proposal {
  deviceSn: string;
  whys: RepairWhy[];
}

export type SnFinding =
  /** As it stands the rule takes it: it is never changed. */
  | { kind: 'clean'; deviceSn: string }
  /** Exactly one value that the rule takes can have been meant. */
  | { kind: 'repaired'; deviceSn: string; whys: RepairWhy[] }
  /** Something happened to it; what was meant is for a person to say. `problem`: what the rule says of it as it stands. */
  | { kind: 'asked'; why: AskWhy; proposals: Proposal[]; problem: Problem | null }
  /** Nothing that we know of happened to it: it is no SN of this group. */
  | { kind: 'refused'; problem: Problem };

export interface SnColumn {
  /** The column's long numbers all end in zeros: a spreadsheet rounded them (`isRoundedColumn`). */
  rounded: boolean;
}

/** Proposals that are shown for a choice. */
const mostShown = 8;

/**
 * Looks at one SN as a file has it. A repair is made only where the group's rule leaves exactly one; what is
 * less of a change comes first: what nobody sees, then what spreadsheets and fingers do.
 */
export function examineSn(
  text: string,
  rule: DoctorRule,
  { fields = {}, column }: { fields?: ReadFields; column?: SnColumn } = {},
): SnFinding {
  const problem = rule.check(text, fields);
  if (problem === null) {
    if (column?.rounded && isRoundedTo15(text)) return asked('ask-digits-lost', [], null);
    if (!mixesScripts(text)) return { kind: 'clean', deviceSn: text };
    const drawn = accepted(cleanUps(text), rule, fields);
    return asked('ask-scripts', [{ deviceSn: text, whys: [] }, ...drawn], null);
  }
  const cleaned = cleanUps(text);
  const near = accepted(cleaned, rule, fields);
  if (near.length > 0) return decided(near, true, problem);
  const { proposals, complete } = furtherWays(cleaned, rule, fields);
  const damaged = cleaned.find((each) => isScientific(each.text) || isDate(each.text));
  if (proposals.length > 0 || !complete) return decided(proposals, complete, problem, damaged);
  if (!damaged) return { kind: 'refused', problem };
  return asked(isScientific(damaged.text) ? 'ask-scientific' : 'ask-date', [], problem);
}

/** True where every number of more than 15 digits, and there are several, has only zeros from there on. */
export function isRoundedColumn(texts: readonly string[]): boolean {
  const long = texts.filter((text) => /^\d{16,}$/.test(text));
  return long.length >= 3 && long.every(isRoundedTo15);
}

function decided(
  proposals: Proposal[],
  complete: boolean,
  problem: Problem,
  damaged?: Cleaned,
): SnFinding {
  const [first, ...more] = proposals;
  if (first && more.length === 0 && complete) return { kind: 'repaired', ...first };
  const digits = damaged && isScientific(damaged.text);
  if (complete || (more.length > 0 && !digits)) return asked('ask-two-ways', proposals, problem);
  return asked(digits ? 'ask-digits-lost' : 'ask-many-ways', proposals, problem);
}

const asked = (why: AskWhy, proposals: Proposal[], problem: Problem | null): SnFinding => ({
  kind: 'asked',
  why,
  proposals: proposals.slice(0, mostShown),
  problem,
});

const accepted = (cleaned: Cleaned[], rule: DoctorRule, fields: ReadFields): Proposal[] =>
  cleaned
    .filter(({ text }) => rule.check(text, fields) === null)
    .map(({ text, whys }) => ({ deviceSn: text, whys }));

/** Every way there is, from each of the cleaned texts; the same SN by two ways is one SN. */
function furtherWays(
  cleaned: readonly Cleaned[],
  rule: DoctorRule,
  fields: ReadFields,
): { proposals: Proposal[]; complete: boolean } {
  const found = new Map<string, Proposal>();
  let all = true;
  for (const { text, whys } of cleaned) {
    for (const [why, { texts, complete }] of waysFrom(text, rule)) {
      all &&= complete;
      for (const each of texts) {
        const { length } = each;
        if (length < rule.length.min || length > rule.length.max || found.has(each)) continue;
        if (rule.check(each, fields) !== null) continue;
        found.set(each, { deviceSn: each, whys: [...whys, why] });
        if (found.size >= mostShown) return { proposals: [...found.values()], complete: false };
      }
    }
  }
  return { proposals: [...found.values()], complete: all };
}

function waysFrom(text: string, rule: DoctorRule): [RepairWhy, Meant][] {
  const { max } = rule.length;
  const cases = [text.toUpperCase(), text.toLowerCase()].filter((each) => each !== text);
  return [
    ['repair-zeros', withZeros(text, max)],
    ['repair-decimals', withoutDecimals(text, max)],
    ['repair-groups', withoutGroups(text, max)],
    ['repair-scientific', fromScientific(text, rule.length)],
    ['repair-date', fromDate(text)],
    ['repair-look-alike', fromLookAlikes(text, rule)],
    ['repair-case', { texts: cases, complete: true }],
  ];
}
