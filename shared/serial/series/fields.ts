import type { SeriesDateForm, SeriesPart } from '../../models/series.ts';
import { characterList } from '../characters.ts';
import type { Calendar } from './calendar.ts';

/** A part of a series made ready. Lengths are in characters; null: as long as the batch tag is. */
export type Field =
  | { kind: 'text'; text: string; length: number }
  | { kind: 'counter'; length: number }
  | { kind: 'batch'; length: number | null }
  | {
      kind: 'date';
      form: SeriesDateForm;
      length: number;
      /** One character for each value from `from` on, instead of digits. */
      codes: readonly string[] | null;
      from: number;
    };
export type DateField = Extract<Field, { kind: 'date' }>;

const usualCodes: Partial<Record<SeriesDateForm, { spec: string; from: number }>> = {
  M: { spec: '1-9ABC', from: 1 },
  D: { spec: '1-9A-V', from: 1 },
};
const mostOf: Partial<Record<SeriesDateForm, number>> = { M: 12, D: 31 };

/** The field, or why the part cannot be one: a key of `explanations` and its parameters. */
export function dateField(
  part: Extract<SeriesPart, { kind: 'date' }>,
): DateField | { wrong: string } {
  const { form } = part;
  const usual = usualCodes[form];
  if (part.codes !== undefined && form.length > 1) return { wrong: `${form}: codes` };
  const spec = part.codes ?? usual?.spec;
  if (spec === undefined) return { kind: 'date', form, length: form.length, codes: null, from: 0 };
  const listed = characterList(spec);
  if (!listed.ok) return { wrong: listed.problem };
  const needed = mostOf[form];
  if (needed !== undefined && listed.list.length !== needed) {
    return { wrong: `${form}: ${listed.list.length} / ${needed}` };
  }
  const from = form === 'Y' ? part.codesFrom : usual?.from;
  if (from === undefined) return { wrong: `${form}: codesFrom` };
  return { kind: 'date', form, length: 1, codes: listed.list, from };
}

/** What a date part says of a day; null where its codes have no character for it. */
export function writeDate(field: DateField, at: Calendar, byWeek: boolean): string | null {
  const value = valueOf(field.form, at, byWeek);
  if (field.codes) return field.codes[value - field.from] ?? null;
  const text = String(value).padStart(field.length, '0');
  return text.slice(-field.length);
}

export function valueOf(form: SeriesDateForm, at: Calendar, byWeek: boolean): number {
  switch (form) {
    case 'YYYY':
    case 'YY':
    case 'Y':
      return byWeek ? at.weekYear : at.year;
    case 'MM':
    case 'M':
      return at.month;
    case 'DD':
    case 'D':
      return at.day;
    case 'WW':
      return at.week;
    case 'DDD':
      return at.dayOfYear;
  }
}

/** Characters that a field may hold, of all days and numbers; null: any (a batch tag). */
export function charactersOf(field: Field, alphabet: readonly string[]): readonly string[] | null {
  switch (field.kind) {
    case 'text':
      return [...field.text];
    case 'counter':
      return alphabet;
    case 'batch':
      return null;
    case 'date':
      return field.codes ?? [...'0123456789'];
  }
}
