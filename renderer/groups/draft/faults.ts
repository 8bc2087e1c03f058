/** What is wrong with one field; each has its words as `fault.<code>` in every language. */
export type FaultCode =
  | 'needed'
  | 'long'
  | 'taken'
  | 'retired'
  | 'builtIn'
  | 'twice'
  | 'gone'
  | 'whole'
  | 'integer'
  | 'number'
  | 'date'
  | 'item'
  | 'order'
  | 'rule'
  | 'noPart'
  | 'dateForm'
  | 'edges'
  | 'many';
export interface Fault {
  code: FaultCode;
  params?: Record<string, string | number>;
}

/** By the path of the field in its draft: `name`, `names.zh-CN`, `masterData.3.identifier`. */
export type Faults = Record<string, Fault>;

export const tooLong = (text: string, max: number): Fault | null =>
  text.trim().length > max ? { code: 'long', params: { max, length: text.trim().length } } : null;

/** 1 to 64 characters, as EnOS has it for names and identifiers. */
export const neededText = (text: string): Fault | null =>
  text.trim() === '' ? { code: 'needed' } : tooLong(text, 64);

/** A whole number from `min` to `max` as it is typed; empty is no fault. */
export function wholeNumber(text: string, min: number, max: number): Fault | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= min && value <= max
    ? null
    : { code: 'whole', params: { min, max } };
}

/** Puts those that are there under their paths. */
export function collect(found: Record<string, Fault | null>): Faults {
  const entries = Object.entries(found).filter((each): each is [string, Fault] => each[1] !== null);
  return Object.fromEntries(entries);
}

/** The faults of a part, as faults of the whole. */
export const under = (path: string, faults: Faults): Faults =>
  Object.fromEntries(Object.entries(faults).map(([name, fault]) => [`${path}.${name}`, fault]));

/** The faults of the part at `path`, as the part knows them. */
export const within = (faults: Faults, path: string): Faults =>
  Object.fromEntries(
    Object.entries(faults)
      .filter(([name]) => name.startsWith(`${path}.`))
      .map(([name, fault]) => [name.slice(path.length + 1), fault]),
  );

export const tooMany = (list: readonly unknown[], max: number): Fault | null =>
  list.length > max ? { code: 'many', params: { max, count: list.length } } : null;
