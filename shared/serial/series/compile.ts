import type { RegistrationGroup } from '../../models/catalog.ts';
import { largestCounter, type Series, type SeriesReset } from '../../models/series.ts';
import { explained, fail, ok, type Problem, problem, type Result } from '../../problems.ts';
import { characterList } from '../characters.ts';
import { type CheckScheme, checkSchemes, usualAlphabet } from '../check-schemes.ts';
import { maxSnLength } from '../rule.ts';
import { calendarOf } from './calendar.ts';
import { charactersOf, dateField, type Field, writeDate } from './fields.ts';
import { roomOf, writeNumeral } from './numeral.ts';
import { periodOf } from './period.ts';

/** When and for what an SN is made. `day` counts from 1970-01-01 by the station's wall clock. */
export interface Moment {
  day: number;
  batchTag: string | null;
}

/** A series made ready. All of it is pure: the same counter at the same moment is always the same SN. */
export interface CompiledSeries {
  groupId: string;
  /**
   * What makes two series one and the same numbering: all that an SN is made of, but not how far it goes.
   * Ranges of counters are compared, and given out, within one layout.
   */
  layout: string;
  fields: readonly Field[];
  reset: SeriesReset;
  /** The year parts name the year of the ISO week. */
  byWeek: boolean;
  alphabet: readonly string[];
  width: number;
  first: number;
  last: number;
  step: number;
  /** How many numbers a period has. */
  count: number;
  check: { scheme: CheckScheme; alphabet: readonly string[]; name: string } | null;
  periodOf(at: Moment): string;
  /** `maker-counter`, `maker-date`, `maker-tag`, `maker-check`. */
  snAt(counter: number, at: Moment): Result<string>;
}

type GroupOf = Pick<RegistrationGroup, 'groupId' | 'modelId'>;

/** `series-invalid`, with why in one of its explanations. */
export function compileSeries(series: Series, group: GroupOf): Result<CompiledSeries> {
  const wrong = (
    why: Parameters<typeof explained>[1],
    params: Record<string, string | number> = {},
  ) => ({
    ok: false as const,
    problem: explained(problem('series-invalid', { groupId: group.groupId }), why, params),
  });
  const alphabet = characterList(series.counter.alphabet);
  if (!alphabet.ok || alphabet.list.length < 2) {
    return wrong('series-alphabet', { alphabet: series.counter.alphabet });
  }
  const { width, first, step } = series.counter;
  const room = roomOf(width, alphabet.list.length);
  const widest = Math.min(room - 1, largestCounter);
  const last = series.counter.last ?? widest;
  if (last > widest) return wrong('series-overflow', { last, width, most: widest });
  if (first > last) return wrong('series-order', { first, last });

  const fields: Field[] = [];
  for (const part of series.parts) {
    if (part.kind === 'text') {
      fields.push({ kind: 'text', text: part.text, length: [...part.text].length });
    } else if (part.kind === 'counter') fields.push({ kind: 'counter', length: width });
    else if (part.kind === 'batch') fields.push({ kind: 'batch', length: part.length ?? null });
    else if (part.kind === 'model') {
      if (group.modelId === '') return wrong('series-no-model');
      fields.push({ kind: 'text', text: group.modelId, length: [...group.modelId].length });
    } else {
      const field = dateField(part);
      if ('wrong' in field) return wrong('series-codes', { detail: field.wrong });
      fields.push(field);
    }
  }
  const count = (kind: Field['kind']) => fields.filter((field) => field.kind === kind).length;
  if (count('counter') !== 1) return wrong('series-counters', { count: count('counter') });
  if (count('batch') > 1) return wrong('series-batches');
  const forms = new Set(fields.flatMap((field) => (field.kind === 'date' ? [field.form] : [])));
  const has = (...some: readonly string[]) => some.some((form) => forms.has(form as 'YY'));
  const byWeek = has('WW');
  if (byWeek && has('MM', 'M', 'DD', 'D', 'DDD')) return wrong('series-week');
  const { reset } = series;
  const year = has('YYYY', 'YY', 'Y');
  const month = has('MM', 'M');
  const wholeDay = year && (has('DDD') || (month && has('DD', 'D')));
  const seen: Record<SeriesReset, boolean> = {
    never: true,
    batch: count('batch') === 1,
    year,
    month: wholeDay || (year && month),
    week: wholeDay || (year && byWeek),
    day: wholeDay,
  };
  if (!seen[reset]) return wrong('series-unseen', { reset });

  const check = checkOf(series);
  if (typeof check === 'string') return wrong('series-check-alphabet', { detail: check });
  if (check) {
    for (const character of fields.flatMap((one) => charactersOf(one, alphabet.list) ?? [])) {
      if (check.scheme.closing(character, check.alphabet) === null) {
        return wrong('series-check', { character, scheme: check.name });
      }
    }
  }
  const length = fields.reduce(
    (sum, field) => sum + (field.length ?? 1),
    check ? check.scheme.digits : 0,
  );
  if (length > maxSnLength) return wrong('series-long', { length });

  const snAt = (counter: number, at: Moment): Result<string> => {
    if (!Number.isInteger(counter) || counter < first || counter > last) {
      return fail('maker-counter', { counter, first, last });
    }
    if ((counter - first) % step !== 0) return fail('maker-counter', { counter, first, last });
    const calendar = calendarOf(at.day);
    let body = '';
    for (const field of fields) {
      if (field.kind === 'text') body += field.text;
      else if (field.kind === 'counter') body += writeNumeral(counter, width, alphabet.list) ?? '';
      else if (field.kind === 'date') {
        const written = writeDate(field, calendar, byWeek);
        if (written === null) return fail('maker-date', { form: field.form, year: calendar.year });
        body += written;
      } else {
        const tag = at.batchTag ?? '';
        const found = [...tag].length;
        if (tag === '' || (field.length !== null && found !== field.length)) {
          return fail('maker-tag', { tag, length: field.length ?? 1 });
        }
        body += tag;
      }
    }
    const closing = check ? check.scheme.closing(body, check.alphabet) : '';
    if (closing === null) return fail('maker-check', { text: body, scheme: check?.name ?? '' });
    const sn = body + closing;
    return [...sn].length > maxSnLength ? fail('maker-long', { deviceSn: sn }) : ok(sn);
  };

  return ok({
    groupId: group.groupId,
    layout: layoutOf(fields, alphabet.list, check, reset),
    fields,
    reset,
    byWeek,
    alphabet: alphabet.list,
    width,
    first,
    last,
    step,
    count: Math.floor((last - first) / step) + 1,
    check,
    periodOf: ({ day, batchTag }) => periodOf(reset, byWeek, day, batchTag),
    snAt,
  });
}

function checkOf(series: Series): CompiledSeries['check'] | string {
  const { checkDigit } = series;
  if (checkDigit === 'none') return null;
  const listed = characterList(series.checkCharacters ?? usualAlphabet);
  if (!listed.ok) return listed.problem;
  if (checkDigit === 'luhnModN' && listed.list.length % 2 === 1) return String(listed.list.length);
  return { scheme: checkSchemes[checkDigit], alphabet: listed.list, name: checkDigit };
}

function layoutOf(
  fields: readonly Field[],
  alphabet: readonly string[],
  check: CompiledSeries['check'],
  reset: SeriesReset,
): string {
  const parts = fields.map((field) => {
    if (field.kind === 'text') return ['t', field.text];
    if (field.kind === 'counter') return ['c', field.length];
    if (field.kind === 'batch') return ['b', field.length ?? 0];
    return ['d', field.form, ...(field.codes ? [field.codes.join(''), field.from] : [])];
  });
  const closing = check
    ? [check.name, ...(check.name === 'luhnModN' ? [check.alphabet.join('')] : [])]
    : [];
  return JSON.stringify([parts, alphabet.join(''), closing, reset]);
}

/** The problem of a series that cannot be read, or null. */
export function seriesMisfit(series: Series, group: GroupOf): Problem | null {
  const compiled = compileSeries(series, group);
  return compiled.ok ? null : compiled.problem;
}
