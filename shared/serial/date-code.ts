/**
 * Dates as SNs carry them. Days are counted from 1970-01-01; a code that names a week, month or year
 * stands for all days of it.
 */
export interface Days {
  from: number;
  to: number;
}

/** Longest tokens first, since `YYYY` begins with `YY`. */
const tokens = ['YYYY', 'YY', 'Y', 'MM', 'M', 'DDD', 'DD', 'WW'] as const;
type Token = (typeof tokens)[number];

/**
 * A form made of: `YYYY`, `YY` (20YY), `Y` (the last digit of the year: the latest such year that is not
 * after next year), `MM`, `M` (1-9, A = October, B, C), `DD`, `DDD` (day of the year), `WW` (ISO 8601 week).
 * Null where it is no such form: a year is needed, and one way of going on from it.
 */
export function readDateForm(form: string): Token[] | null {
  const found: Token[] = [];
  for (let rest = form; rest !== ''; ) {
    const token = tokens.find((each) => rest.startsWith(each));
    if (!token) return null;
    found.push(token);
    rest = rest.slice(token.length);
  }
  return allowed.has(
    found
      .map((token) => token.replace(/^(Y)+$/, 'Y').replace('MM', 'M'))
      .toSorted()
      .join(' '),
  )
    ? found
    : null;
}
const allowed = new Set(['Y', 'M Y', 'DD M Y', 'DDD Y', 'WW Y']);

const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000;

/** By the wall clock of whoever runs this, as people at the line read it. `at` is epoch milliseconds. */
export function localDay(at: number): number {
  const date = new Date(at);
  return dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

export const showDay = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);

/** A real day written `YYYY-MM-DD`, or null. */
export function readDay(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const day = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return showDay(day) === text ? day : null;
}

/** The days that `text` stands for; null where there is no such date. `today` settles a one-digit year. */
export function readDateCode(form: readonly Token[], text: string, today: number): Days | null {
  const values = new Map<string, number>();
  let rest = text;
  for (const token of form) {
    const part = rest.slice(0, token.length);
    rest = rest.slice(token.length);
    const value = token === 'M' ? '0123456789ABC'.indexOf(part) : digits(part, token.length);
    if (value < 0 || part === '') return null;
    values.set(token === 'MM' ? 'M' : token.replace(/^Y+$/, 'Y'), value);
  }
  if (rest !== '') return null;
  const year = fullYear(form.find((token) => token.startsWith('Y')) as Token, values, today);
  return daysOf(year, values);
}

const digits = (text: string, length: number): number =>
  text.length === length && /^\d+$/.test(text) ? Number(text) : -1;

function fullYear(token: Token, values: ReadonlyMap<string, number>, today: number): number {
  const year = values.get('Y') ?? 0;
  if (token === 'YYYY') return year;
  if (token === 'YY') return 2000 + year;
  const next = Number(showDay(today).slice(0, 4)) + 1;
  return next - ((((next - year) % 10) + 10) % 10);
}

function daysOf(year: number, values: ReadonlyMap<string, number>): Days | null {
  const [month, day, dayOfYear, week] = ['M', 'DD', 'DDD', 'WW'].map((each) => values.get(each));
  const first = dayOf(year, 1, 1);
  const last = dayOf(year, 12, 31);
  if (week !== undefined) {
    if (week < 1 || week > weeksOf(year)) return null;
    const monday = firstMonday(year) + (week - 1) * 7;
    return { from: monday, to: monday + 6 };
  }
  if (dayOfYear !== undefined) {
    const one = first + dayOfYear - 1;
    return dayOfYear < 1 || one > last ? null : { from: one, to: one };
  }
  if (month === undefined) return { from: first, to: last };
  if (month < 1 || month > 12) return null;
  const end = dayOf(year, month + 1, 1) - 1;
  const begin = dayOf(year, month, 1);
  if (day === undefined) return { from: begin, to: end };
  return day < 1 || begin + day - 1 > end ? null : { from: begin + day - 1, to: begin + day - 1 };
}

/** Week 1 is the one with 4 January in it (ISO 8601). 1970-01-01 was a Thursday. */
function firstMonday(year: number): number {
  const fourth = dayOf(year, 1, 4);
  return fourth - ((((fourth + 3) % 7) + 7) % 7);
}

const weeksOf = (year: number): number => (firstMonday(year + 1) - firstMonday(year)) / 7;
