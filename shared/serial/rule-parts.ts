import type { SnPart } from '../models/catalog.ts';
import { type Problem, problem } from '../problems.ts';
import { localDay, readDateCode, readDateForm, readDay, showDay } from './date-code.ts';

/** What a rule may be told of the world it is applied in; all of it may be missing. */
export interface RuleAround {
  /** The group's own model, for a part that has to be it. */
  modelId?: string;
  /** The station's clock, epoch milliseconds. Without one, dates are only asked to be real. */
  now?: () => number;
}

/** What else the code said, by identifier (`modelId`, `MAC` ...). */
export type ReadFields = Readonly<Record<string, string>>;

/** A named part of an SN as it was found. `position` counts characters of the SN from 1. */
export interface FoundPart {
  part: string;
  found: string;
  position: number;
}

export type PartCheck = (found: FoundPart, fields: ReadFields) => Problem | null;

/** Makes the rule of one part ready; a text says why it cannot be read. */
export function compilePart(rule: SnPart, groupId: string, around: RuleAround): PartCheck | string {
  const checks: PartCheck[] = [];
  const { values, range, date, equals } = rule;
  if (values) checks.push(oneOf(values));
  if (range) checks.push(within(range));
  if (date) {
    const check = dated(date, around);
    if (typeof check === 'string') return check;
    checks.push(check);
  }
  if (equals !== undefined) checks.push(same(equals, groupId, around));
  return (found, fields) => {
    for (const check of checks) {
      const wrong = check(found, fields);
      if (wrong) return wrong;
    }
    return null;
  };
}

/** At most so many values are told in a sentence. */
const shown = 8;

const oneOf = (values: readonly string[]): PartCheck => {
  const known = new Set(values);
  const more = values.length > shown ? ' …' : '';
  const expected = values.slice(0, shown).join(', ') + more;
  return (part) => (known.has(part.found) ? null : problem('sn-part-value', { ...part, expected }));
};

const within =
  ({ min, max }: NonNullable<SnPart['range']>): PartCheck =>
  (part) => {
    const value = /^\d{1,15}$/.test(part.found) ? Number(part.found) : Number.NaN;
    return value >= min && value <= max ? null : problem('sn-part-range', { ...part, min, max });
  };

function dated(
  { form, notBefore, maxAgeDays, maxAheadDays }: NonNullable<SnPart['date']>,
  { now }: RuleAround,
): PartCheck | string {
  const tokens = readDateForm(form);
  if (!tokens) return `date "${form}" is no form of a date`;
  const first = notBefore === undefined ? null : readDay(notBefore);
  if (notBefore !== undefined && first === null) return `"${notBefore}" is no day (YYYY-MM-DD)`;
  return (part) => {
    // Without a clock a year of one digit is one of the twenties: enough to know whether it is real.
    const today = now ? localDay(now()) : (readDay('2028-01-01') as number);
    const days = readDateCode(tokens, part.found, today);
    if (!days) return problem('sn-part-date', { ...part, form });
    const oldest = now && maxAgeDays !== undefined ? today - maxAgeDays : null;
    const earliest = Math.max(first ?? -Infinity, oldest ?? -Infinity);
    if (days.to < earliest) {
      return problem('sn-part-early', {
        ...part,
        date: showDay(days.to),
        earliest: showDay(earliest),
      });
    }
    const latest = now ? today + (maxAheadDays ?? 0) : Infinity;
    if (days.from <= latest) return null;
    return problem('sn-part-late', { ...part, date: showDay(days.from), latest: showDay(latest) });
  };
}

/** What the code does not carry and the group does not have cannot differ. */
const same =
  (field: string, groupId: string, { modelId }: RuleAround): PartCheck =>
  (part, fields) => {
    const own = field === 'groupId' ? groupId : field === 'modelId' ? modelId : undefined;
    for (const expected of [own, fields[field]]) {
      if (expected !== undefined && expected !== '' && expected !== part.found) {
        return problem('sn-part-differs', { ...part, field, expected });
      }
    }
    return null;
  };
