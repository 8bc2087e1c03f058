import { fail, ok } from '../../problems.ts';
import { isSecretName } from '../../serial/secret-names.ts';
import { type PayloadKind, unfit } from './kind.ts';

/**
 * A JSON object (RFC 8259) of the named fields, in their order, all values texts, without blanks and in ASCII:
 * scanners disagree about what encoding the bytes of a QR code have, and `\u5e8f` means the same to all of them.
 * `masterData.MAC` is written as `MAC`.
 */
export const json: PayloadKind<'json'> = {
  encode({ fields }, _record, fill) {
    const entries = new Map<string, string>();
    for (const field of fields) {
      const key = keyOf(field);
      if (isSecretName(key))
        return fail('label-secret', { element: 'JSON', explain: 'secret-name', name: key });
      if (entries.has(key)) return unfit('JSON', key, 'payload-key-twice');
      const value = fill(`{${field}}`);
      if (!value.ok) return value;
      entries.set(key, value.value);
    }
    const members = [...entries].map((entry) =>
      entry.map((text) => ascii(JSON.stringify(text))).join(':'),
    );
    return ok(`{${members.join(',')}}`);
  },
  decode(text, { fields }) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return null;
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const read = Object.entries(parsed);
    const keys = fields.map(keyOf);
    if (read.length !== keys.length) return null;
    // Names that look like numbers come first in an object, whatever their order in the text.
    const values: Record<string, string> = {};
    for (const [key, value] of read) {
      if (!keys.includes(key) || typeof value !== 'string') return null;
      values[key] = value;
    }
    const { deviceSn, groupId } = values;
    return {
      ...(deviceSn === undefined ? {} : { deviceSn }),
      ...(groupId === undefined ? {} : { groupId }),
      fields: values,
    };
  },
};

const keyOf = (field: string): string => field.replace(/^masterData\./, '');

const ascii = (text: string): string =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
