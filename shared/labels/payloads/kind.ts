import type { Explanation } from '../../../resources/languages/en.ts';
import type { LabelRecord } from '../../models/label.ts';
import type { PayloadSpec } from '../../models/label-design.ts';
import { fail, ok, type Result } from '../../problems.ts';

/** What a code says, as far as its kind tells. */
export interface ReadBack {
  deviceSn?: string;
  groupId?: string;
  /** By the names that the kind's standard has for them. */
  fields: Record<string, string>;
}

/** Puts a record's values in the place of `{field}`s (`shared/labels/fields.ts`). */
export type Fill = (text: string) => Result<string>;

/** One kind of payload: two functions that undo each other. */
export interface PayloadKind<K extends PayloadSpec['kind']> {
  encode(spec: Extract<PayloadSpec, { kind: K }>, record: LabelRecord, fill: Fill): Result<string>;
  /** Null for everything that the encoder would not have written. */
  decode(text: string, spec: Extract<PayloadSpec, { kind: K }>): ReadBack | null;
}

/** `part` of a code is `value`, which the code's standard does not take; `why` says what it takes. */
export const unfit = (part: string, value: string, why: Explanation) =>
  fail('payload-part-unfit', { part, value: value.slice(0, 80), explain: why });

/** All texts filled in, or the first problem. */
export function fillAll<T extends Record<string, string>>(texts: T, fill: Fill): Result<T> {
  const filled: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    const value = fill(text);
    if (!value.ok) return value;
    filled[name] = value.value;
  }
  return ok(filled as T);
}

/** Percent-encoded as RFC 3986 has it: everything but its unreserved characters. */
export const percent = (text: string): Result<string> =>
  text.isWellFormed()
    ? ok(
        encodeURIComponent(text).replace(
          /[!'()*]/g,
          (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      )
    : unfit('SN', text, 'payload-no-character');

/** The text, or null where it is not percent-encoded UTF-8. */
export function unpercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
