import { type Meant, nothingMeant } from './rule.ts';

/** `MAR1` typed into a spreadsheet becomes a date. All texts that become the date that is shown. */

const names = [
  ['JAN', 'JANUARY'],
  ['FEB', 'FEBRUARY'],
  ['MAR', 'MARCH'],
  ['APR', 'APRIL'],
  ['MAY'],
  ['JUN', 'JUNE'],
  ['JUL', 'JULY'],
  ['AUG', 'AUGUST'],
  ['SEP', 'SEPT', 'SEPTEMBER'],
  ['OCT', 'OCTOBER'],
  ['NOV', 'NOVEMBER'],
  ['DEC', 'DECEMBER'],
] as const;

interface Day {
  year?: number;
  /** From 1. */
  month: number;
  day?: number;
}

const monthOf = (word: string): number =>
  names.findIndex((each) => (each as readonly string[]).includes(word.toUpperCase())) + 1;

const time = /[ T]0{1,2}:00(?::00(?:\.0+)?)?Z?$/;

/** Every day that a shown text may stand for; none where it is no date. */
function daysOf(shown: string): Day[] {
  const text = shown.replace(time, '');
  let found = /^(\d{1,4})[-/. ]?([A-Za-z]{3,9})(?:[-/. ](\d{2,4}))?$/.exec(text);
  if (found) return named(found[2] ?? '', found[1] ?? '', found[3]);
  found = /^([A-Za-z]{3,9})[-/. ](\d{1,4})(?:,? (\d{4}))?$/.exec(text);
  if (found) return named(found[1] ?? '', found[2] ?? '', found[3]);
  found = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?$/.exec(text);
  if (found) return [numbered(found[1], found[2], found[3])].filter(isDay);
  found = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  if (found) {
    const [, a, b, year] = found;
    return [numbered(year, a, b), numbered(year, b, a)].filter(isDay);
  }
  found = /^(\d{1,2})月(\d{1,2})日$/.exec(text);
  return found ? [numbered(undefined, found[1], found[2])].filter(isDay) : [];
}

function named(word: string, number: string, year: string | undefined): Day[] {
  const month = monthOf(word);
  if (month === 0) return [];
  if (year !== undefined) return [numbered(year, String(month), number)].filter(isDay);
  const asDay = { month, day: Number(number) };
  const asYear = { month, year: full(Number(number)) };
  return (number.length > 2 ? [asYear] : [asDay, asYear]).filter(isDay);
}

function numbered(year: string | undefined, month = '', day?: string): Day {
  const made: Day = { month: Number(month) };
  if (year !== undefined) made.year = full(Number(year));
  if (day !== undefined) made.day = Number(day);
  return made;
}

/** As spreadsheets take a year of two digits. */
const full = (year: number) => (year >= 100 ? year : year + (year < 30 ? 2000 : 1900));

const isDay = ({ month, day }: Day): boolean =>
  month >= 1 && month <= 12 && (day === undefined || (day >= 0 && day <= 31));

export const isDate = (text: string): boolean => daysOf(text).length > 0;

export function fromDate(text: string): Meant {
  const days = daysOf(text);
  if (days.length === 0) return nothingMeant;
  return { texts: [...new Set(days.flatMap(typedFor))], complete: true };
}

function typedFor({ year, month, day }: Day): string[] {
  const days = day === undefined ? [] : padded(day);
  const years = year === undefined ? [] : [String(year), String(year % 100).padStart(2, '0')];
  const words = (names[month - 1] ?? []).flatMap((word) => [
    word,
    word[0] + word.slice(1).toLowerCase(),
    word.toLowerCase(),
  ]);
  const months = padded(month);
  // A month with a year alone becomes its first day.
  const bare = day === undefined || day === 1 ? years : [];
  return [
    ...joined([words, [...days, ...bare]], ['', '-', '/', ' ', '.']),
    ...joined([[...days, ...bare], words], ['', '-', '/', ' ', '.']),
    ...joined([days, words, years], ['', '-', '/', ' ', '.']),
    ...joined([years, words, days], ['', '-', '/', ' ', '.']),
    ...joined([months, [...days, ...bare]], numeric),
    ...joined([[...days, ...bare], months], numeric),
    ...joined([years, months, days], numeric),
    ...joined([months, days, years], numeric),
    ...joined([days, months, years], numeric),
  ];
}

/** Digits alone are a number to a spreadsheet, never a date. */
const numeric = ['-', '/', '.', ' '];

const padded = (number: number): string[] => [
  ...new Set([String(number), String(number).padStart(2, '0')]),
];

function joined(parts: readonly (readonly string[])[], separators: readonly string[]): string[] {
  if (parts.some((part) => part.length === 0)) return [];
  return separators.flatMap((separator) =>
    parts.reduce<string[]>(
      (texts, part) =>
        texts.length === 0
          ? [...part]
          : texts.flatMap((text) => part.map((each) => text + separator + each)),
      [],
    ),
  );
}
