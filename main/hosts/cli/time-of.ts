import { misuse } from './command.ts';

/** A day or an instant by ISO 8601; without an offset it is UTC, as in the files. */
export function timeOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const shape = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    text,
  );
  const zone = text.includes('T') && shape?.[1] === undefined ? 'Z' : '';
  const time = shape ? Date.parse(`${text}${zone}`) : Number.NaN;
  if (Number.isNaN(time)) misuse(`${name} takes a day or a time by ISO 8601, not "${text}"`);
  return time;
}
