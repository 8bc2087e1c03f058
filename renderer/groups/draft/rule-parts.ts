import type { SnPart } from '../../../shared/models/catalog.ts';
import { readDateForm, readDay } from '../../../shared/serial/date-code.ts';
import { collect, type Fault, type Faults, tooLong, under, wholeNumber } from './faults.ts';

export const partKinds = ['values', 'range', 'date', 'equals'] as const;
export type PartKind = (typeof partKinds)[number];

/** One thing that a named part has to be, as it is typed. What belongs to another kind is kept, unsaved. */
export interface PartDraft {
  name: string;
  kind: PartKind;
  /** With blanks or commas between them. */
  values: string;
  min: string;
  max: string;
  form: string;
  notBefore: string;
  maxAgeDays: string;
  maxAheadDays: string;
  equals: string;
}

export const mostParts = 16;
const mostDays = 36_500;

export const blankPart = (name = ''): PartDraft => ({
  name,
  kind: 'values',
  values: '',
  min: '',
  max: '',
  form: 'YYWW',
  notBefore: '',
  maxAgeDays: '',
  maxAheadDays: '',
  equals: 'modelId',
});

const text = (value: number | string | undefined): string =>
  value === undefined ? '' : `${value}`;

/** A part that has to be several things is as many lines. */
export function partDrafts({ name, values, range, date, equals }: SnPart): PartDraft[] {
  const blank = blankPart(name);
  const lines: PartDraft[] = [];
  if (values) lines.push({ ...blank, kind: 'values', values: values.join(' ') });
  if (range) lines.push({ ...blank, kind: 'range', min: text(range.min), max: text(range.max) });
  if (date) {
    const { form, notBefore, maxAgeDays, maxAheadDays } = date;
    lines.push({
      ...blank,
      kind: 'date',
      form,
      notBefore: text(notBefore),
      maxAgeDays: text(maxAgeDays),
      maxAheadDays: text(maxAheadDays),
    });
  }
  if (equals !== undefined) lines.push({ ...blank, kind: 'equals', equals });
  return lines;
}

const listed = (values: string): string[] =>
  values.split(/[\s,，、;]+/).filter((each) => each !== '');
const number = (typed: string) => (typed.trim() === '' ? undefined : Number(typed));

export function partBody(draft: PartDraft): SnPart {
  const name = draft.name.trim();
  switch (draft.kind) {
    case 'values':
      return { name, values: listed(draft.values) };
    case 'range':
      return {
        name,
        range: { min: number(draft.min) ?? 0, max: number(draft.max) ?? Number.MAX_SAFE_INTEGER },
      };
    case 'date': {
      const [age, ahead] = [number(draft.maxAgeDays), number(draft.maxAheadDays)];
      const notBefore = draft.notBefore.trim();
      return {
        name,
        date: {
          form: draft.form.trim(),
          ...(notBefore !== '' && { notBefore }),
          ...(age !== undefined && { maxAgeDays: age }),
          ...(ahead !== undefined && { maxAheadDays: ahead }),
        },
      };
    }
    case 'equals':
      return { name, equals: draft.equals.trim() };
  }
}

export function partFaults(drafts: readonly PartDraft[], pattern: string): Faults {
  const named = namesIn(pattern);
  const faults = drafts.map((draft, index) => under(`parts.${index}`, faultsOf(draft, named)));
  return Object.assign({}, ...faults);
}

function faultsOf(draft: PartDraft, named: readonly string[]): Faults {
  const name = draft.name.trim();
  const common = { name: named.includes(name) ? null : ({ code: 'noPart' } as const) };
  switch (draft.kind) {
    case 'values':
      return collect({ ...common, values: valuesFault(listed(draft.values)) });
    case 'range': {
      const most = Number.MAX_SAFE_INTEGER;
      const [min, max] = [wholeNumber(draft.min, 0, most), wholeNumber(draft.max, 0, most)];
      const crossed = !min && !max && (number(draft.min) ?? 0) > (number(draft.max) ?? most);
      return collect({ ...common, min, max: max ?? (crossed ? { code: 'order' } : null) });
    }
    case 'date':
      return collect({
        ...common,
        form: readDateForm(draft.form.trim()) ? null : { code: 'dateForm' },
        notBefore:
          draft.notBefore.trim() === '' || readDay(draft.notBefore.trim()) !== null
            ? null
            : { code: 'date' },
        maxAgeDays: wholeNumber(draft.maxAgeDays, 0, mostDays),
        maxAheadDays: wholeNumber(draft.maxAheadDays, 0, mostDays),
      });
    case 'equals':
      return collect({
        ...common,
        equals: draft.equals.trim() === '' ? { code: 'needed' } : tooLong(draft.equals, 64),
      });
  }
}

function valuesFault(values: readonly string[]): Fault | null {
  if (values.length === 0) return { code: 'needed' };
  if (values.length > 200) return { code: 'many', params: { max: 200, count: values.length } };
  const long = values.find((each) => each.length > 64);
  return long === undefined ? null : tooLong(long, 64);
}

/** The parts that a pattern names, in their order. */
export const namesIn = (pattern: string): string[] => [
  ...new Set([...pattern.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)].map((found) => found[1] as string)),
];
