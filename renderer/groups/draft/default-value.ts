import { misfit } from '../../../shared/master-data.ts';
import type { MasterDatum, MasterValue } from '../../../shared/models/catalog.ts';
import { type Fault, tooLong } from './faults.ts';
import { typed } from './texts.ts';

/** A default value as it is typed, whatever its type; empty is none. */
export interface DefaultDraft {
  default: string;
  /** In other languages (StringI18n). */
  defaultIn: Record<string, string>;
}

export function typedDefault(value: MasterValue | undefined): DefaultDraft {
  if (value === undefined || value === null) return { default: '', defaultIn: {} };
  return typeof value === 'object'
    ? { default: value.defaultValue, defaultIn: value.i18nValue ?? {} }
    : { default: String(value), defaultIn: {} };
}

/** Undefined where there is none. What cannot be of the type stays a text, for `defaultFault` to tell. */
export function defaultOf(type: MasterDatum['type'], draft: DefaultDraft): MasterValue | undefined {
  const text = draft.default.trim();
  if (type === 'StringI18n') {
    const i18nValue = typed(draft.defaultIn);
    if (text === '' && i18nValue === null) return undefined;
    return { defaultValue: text, ...(i18nValue && { i18nValue }) };
  }
  if (text === '') return undefined;
  switch (type) {
    case 'Integer':
    case 'Double':
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case 'Boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    default:
      return text;
  }
}

const codes = {
  Integer: 'integer',
  Double: 'number',
  Boolean: 'item',
  Enum: 'item',
  Date: 'date',
} as const;

/** `datum`: what the default is for, without one. */
export function defaultFault(datum: MasterDatum, draft: DefaultDraft): Fault | null {
  const value = defaultOf(datum.type, draft);
  const texts = [
    draft.default,
    ...Object.values(datum.type === 'StringI18n' ? draft.defaultIn : {}),
  ];
  const long = texts.map((text) => tooLong(text, 512)).find((fault) => fault !== null);
  if (long) return long;
  if (misfit(datum, value) === null) return null;
  if (datum.type === 'String' || datum.type === 'StringI18n') {
    return tooLong(draft.default, datum.maxLength ?? 512);
  }
  return { code: codes[datum.type] };
}
