import type { LabelRecord } from '../../models/label.ts';
import type { PayloadSpec } from '../../models/label-design.ts';
import { fail, ok, type Result } from '../../problems.ts';
import { findSn } from '../../serial/find-sn.ts';

import { fieldText } from '../fields.ts';
import { decodePayload, encodePayload } from '../payload.ts';
import { digitalLink } from './digital-link.ts';
import { dpp } from './dpp.ts';
import { freeText } from './free-text.ts';
import { gs1 } from './gs1.ts';
import { json } from './json.ts';
import { type PayloadKind, type ReadBack, unfit } from './kind.ts';
import { link } from './link.ts';
import { loRaWan } from './lorawan.ts';
import { matter } from './matter.ts';

/** As many as a read may have (`shared/models/read.ts`, which needs a schema library). */
export const mostCharacters = 7089;

const own: PayloadKind<'own'> = {
  encode: (_spec, record) => ok(encodePayload(record)),
  decode(text) {
    const read = decodePayload(text);
    return read && { ...read, fields: {} };
  },
};

const sn: PayloadKind<'sn'> = {
  encode: (_spec, { deviceSn }) => ok(deviceSn),
  decode: (text) => (text === '' ? null : { deviceSn: text, fields: {} }),
};

const kinds: { [K in PayloadSpec['kind']]: PayloadKind<K> } = {
  own,
  sn,
  link,
  json,
  gs1,
  'digital-link': digitalLink,
  lorawan: loRaWan,
  matter,
  dpp,
  template: freeText,
};

const kindOf = (spec: PayloadSpec) => kinds[spec.kind] as PayloadKind<PayloadSpec['kind']>;

/**
 * The text of a record's code. A problem says which part cannot be written, and what its standard takes:
 * `label-field-unknown`, `label-field-empty`, `payload-part-unfit`, `payload-long`, or `payload-misleads` where our own
 * scanner would take the code for another SN than the one it carries. Never shortened, never changed silently.
 */
export function encodePayloadSpec(spec: PayloadSpec, record: LabelRecord): Result<string> {
  const encoded = kindOf(spec).encode(spec as never, record, (text) =>
    fieldText(text, record, 'whole'),
  );
  if (!encoded.ok) return encoded;
  const text = encoded.value;
  if (text === '')
    return fail('payload-part-unfit', { part: spec.kind, value: '', explain: 'payload-nothing' });
  if (text.length > mostCharacters)
    return fail('payload-long', { length: text.length, max: mostCharacters });
  // Keyboards, terminals and bidirectional text would show or type something else than what is there.
  if (/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(text) || !text.isWellFormed()) {
    return unfit(spec.kind, text, 'payload-no-character');
  }
  const carried = carriesSn(spec)
    ? record.deviceSn
    : kindOf(spec).decode(text, spec as never)?.deviceSn;
  if (carried === undefined) return ok(text);
  const [first] = findSn(scanned(spec, text)).candidates;
  if (first?.deviceSn === carried) return ok(text);
  return fail('payload-misleads', { deviceSn: carried, found: first?.deviceSn ?? '—' });
}

/** True where the record's SN stands in the code whatever else does. */
function carriesSn(spec: PayloadSpec): boolean {
  if (spec.kind === 'json') return spec.fields.includes('deviceSn');
  if (spec.kind === 'own' || spec.kind === 'sn' || spec.kind === 'link') return true;
  const texts = Object.values(spec).filter((value) => typeof value === 'string');
  return texts.some((text) => /(?<!\{)(?:\{\{)*\{deviceSn[|}]/.test(text));
}

/** What a text of that kind says; null for everything that the encoder would not have written. */
export const decodePayloadSpec = (spec: PayloadSpec, text: string): ReadBack | null =>
  kindOf(spec).decode(text, spec as never);

/** True where the symbol has to say that it is GS1's: FNC1 in first position. */
export const isGs1 = (spec: PayloadSpec): boolean => spec.kind === 'gs1';

/** As a scanner hands it on: with the identifier that tells a GS1 symbol. */
const scanned = (spec: PayloadSpec, text: string): string => (isGs1(spec) ? `]d2${text}` : text);
