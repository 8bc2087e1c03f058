/**
 * Dates and times of labels in the form that a template asks for. Letters are parts of it (`YYYY YY MM DD`, `DDD` the
 * day of the year, `GGGG` and `WW` the ISO week and its year; `HH mm ss`), everything that is no letter stands for itself.
 */

const dateParts = /GGGG|YYYY|YY|MM|DDD|DD|WW/g;
const timeParts = /HH|mm|ss/g;
const hasLetters = /\p{L}/u;

export const isDateForm = (form: string): boolean => !hasLetters.test(form.replace(dateParts, ''));
export const isTimeForm = (form: string): boolean => !hasLetters.test(form.replace(timeParts, ''));

const dayLong = 86_400_000;
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `date` is `YYYY-MM-DD`; anything else gives nothing. */
export function dateText(date: string, form: string): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (!found) return '';
  const [, year = '', month = '', day = ''] = found;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const week = isoWeek(at);
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(2),
    MM: month,
    DD: day,
    DDD: String((at - Date.UTC(Number(year), 0, 1)) / dayLong + 1).padStart(3, '0'),
    GGGG: String(week.year),
    WW: twoDigits(week.week),
  };
  return form.replace(dateParts, (part) => parts[part] ?? part);
}

/** `time` is `HH:mm:ss`; anything else gives nothing. */
export function timeText(time: string, form: string): string {
  const found = /^(\d\d):(\d\d):(\d\d)$/.exec(time);
  if (!found) return '';
  const [, HH = '', mm = '', ss = ''] = found;
  const parts: Record<string, string> = { HH, mm, ss };
  return form.replace(timeParts, (part) => parts[part] ?? part);
}

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function isoWeek(at: number): { year: number; week: number } {
  const fromMonday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = at + (3 - fromMonday) * dayLong;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1)) / dayLong / 7) + 1 };
}
