import { type StringI18n, stringI18nSchema } from '../../shared/models/catalog.ts';
import { isStorable, readBody } from '../http/body.ts';
import { refusals } from '../http/envelope.ts';

/** Longest description, in characters. */
const longestDescription = 512;

/** The object in a body, if PostgreSQL can keep it. @throws EnosError 99400 */
export function storable(body: string): Record<string, unknown> {
  const value = readBody(body);
  if (!isStorable(value)) throw refusals.invalid('body', 'body holds text that cannot be stored');
  return value;
}

/** A text with something in it, or null. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** `desc` of a request; none is the empty text. @throws EnosError 99400 */
export function checkedDescription(desc: unknown): string {
  if (desc === undefined || desc === null) return '';
  if (typeof desc === 'string' && desc.length <= longestDescription) return desc;
  throw refusals.invalid('desc', `desc is not a text of at most ${longestDescription} characters`);
}

/** EnOS's type is StringI18n; a plain text is taken for its default value. @throws EnosError 99400 */
export function checkedTag(tag: unknown): StringI18n | null {
  if (tag === undefined || tag === null) return null;
  if (typeof tag === 'string') return { defaultValue: tag };
  const checked = stringI18nSchema.safeParse(tag);
  if (!checked.success) throw refusals.invalid('batchTag', 'batchTag is not a StringI18n');
  return checked.data;
}

/** A list of system `sn`s, each once. @throws EnosError 99400 */
export function checkedSns(given: unknown, name: string): string[] {
  if (given === undefined || given === null) throw refusals.missing(name);
  if (!Array.isArray(given) || !given.every((sn) => typeof sn === 'string')) {
    throw refusals.invalid(name, `${name} is not a String array`);
  }
  const sns = [...new Set(given.filter((sn: string) => sn.trim() !== '') as string[])];
  if (sns.length === 0) throw refusals.missing(name);
  return sns;
}
