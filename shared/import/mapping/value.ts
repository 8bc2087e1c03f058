import { isDay, type Misfit, misfitOf } from '../../master-data.ts';
import type { MasterDatum, MasterValue } from '../../models/catalog.ts';

export type ReadValue = { ok: true; value: MasterValue } | { ok: false; misfit: Misfit };

const yes = new Set(['true', 'yes', 'y', '1', '是', '√', 'wahr']);
const no = new Set(['false', 'no', 'n', '0', '否', '×', 'falsch']);

/**
 * A cell as a value of its master datum's type. An empty cell says nothing (null). What cannot be one without guessing (a decimal
 * comma, a day and month that could be each other) does not fit.
 */
export function readValue(datum: MasterDatum, text: string): ReadValue {
  const word = text.normalize('NFKC').trim();
  if (word === '') return { ok: true, value: null };
  const value = valueOf(datum, text, word);
  const misfit = misfitOf(datum, value);
  return misfit ? { ok: false, misfit } : { ok: true, value };
}

function valueOf(datum: MasterDatum, text: string, word: string): MasterValue {
  switch (datum.type) {
    case 'Integer':
    case 'Double':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(word) ? Number(word) : word;
    case 'Boolean': {
      const small = word.toLowerCase();
      return yes.has(small) ? true : no.has(small) ? false : word;
    }
    case 'Enum':
      return itemOf(datum.items ?? [], text, word);
    case 'Date':
      return isoDate(word) ?? word;
    case 'StringI18n':
      return translated(word) ?? { defaultValue: text };
    case 'String':
      return text;
  }
}

/** As it is; else the one that differs only in capitals and blanks at its ends. */
function itemOf(items: readonly string[], text: string, word: string): string {
  if (items.includes(text)) return text;
  const like = items.filter((item) => item.trim().toLowerCase() === word.toLowerCase());
  return like.length === 1 ? (like[0] as string) : text;
}

/** Year first, as nobody reads it otherwise: `2026-11-28`, `2026/1/2`, `2026年1月2日`, with or without a time of day. */
function isoDate(word: string): string | null {
  const found = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ](.+))?$/.exec(
    word,
  );
  if (!found) return null;
  const [, year = '', month = '', day = '', time] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(date)) return null;
  return time === undefined ? date : `${date}T${time}`;
}

/** Our own export's form of a text with translations; a text that only begins like one is a text. */
function translated(word: string): MasterValue {
  if (!word.startsWith('{')) return null;
  try {
    const read: unknown = JSON.parse(word);
    if (read === null || typeof read !== 'object' || !('defaultValue' in read)) return null;
    const { defaultValue, i18nValue } = read as { defaultValue: unknown; i18nValue?: unknown };
    if (typeof defaultValue !== 'string') return null;
    if (i18nValue === undefined) return { defaultValue };
    if (i18nValue === null || typeof i18nValue !== 'object') return null;
    const texts = Object.entries(i18nValue);
    const whole = texts.every(
      ([locale, each]) => /^[A-Za-z0-9-]{2,16}$/.test(locale) && typeof each === 'string',
    );
    return whole ? { defaultValue, i18nValue: Object.fromEntries(texts) } : null;
  } catch {
    return null;
  }
}
