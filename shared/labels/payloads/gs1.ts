import { ok, type Result } from '../../problems.ts';
import { mod10Digit } from '../../serial/check-digit.ts';
import { parseGs1 } from '../../serial/formats/gs1.ts';
import { gs1Patterns } from '../../serial/formats/gs1-table.ts';
import { fillAll, type PayloadKind, unfit } from './kind.ts';

/**
 * A GS1 element string of a trade item and its serial number: AI 01 and 21 (General Specifications §3.3.2, §3.5.2).
 * The symbol starts with FNC1, which is no character of the text: who draws it asks for `gs1`. AI 01 has a
 * predefined length, and AI 21 is the last, so no separator (GS) is needed.
 */
export const gs1: PayloadKind<'gs1'> = {
  encode({ gtin, serial }, _record, fill) {
    const parts = itemParts({ gtin, serial }, fill);
    return parts.ok ? ok(`01${parts.value.gtin}21${parts.value.serial}`) : parts;
  },
  decode(text) {
    if (!/^01\d{14}21/.test(text)) return null;
    const elements = parseGs1(text);
    if (typeof elements === 'string' || elements.size !== 2) return null;
    const [gtin = '', deviceSn = ''] = [elements.get('01'), elements.get('21')];
    return { deviceSn, fields: { GTIN: gtin } };
  },
};

/** GTIN with 14 digits and a serial that GS1 takes, filled in. */
export function itemParts(
  texts: { gtin: string; serial: string },
  fill: Parameters<typeof fillAll>[1],
): Result<{ gtin: string; serial: string }> {
  const filled = fillAll({ gtin: texts.gtin, serial: texts.serial }, fill);
  if (!filled.ok) return filled;
  const gtin = gtin14(filled.value.gtin);
  if (!gtin.ok) return gtin;
  const { serial } = filled.value;
  if (!gs1Patterns.get('21')?.test(serial)) return unfit('AI 21', serial, 'payload-gs1-serial');
  return ok({ gtin: gtin.value, serial });
}

/**
 * A GTIN of 8, 12, 13 or 14 digits as 14, its check digit (General Specifications §7.9) verified; `?` in the last
 * digit's place asks for it. Thirteen digits alone are never completed: they may be a GTIN-13 that was mistyped.
 */
function gtin14(text: string): Result<string> {
  if (!/^(?:\d{7}|\d{11,13})[\d?]$/.test(text)) return unfit('AI 01', text, 'payload-gtin');
  const body = text.slice(0, -1);
  const digit = mod10Digit(body) as string;
  if (text.at(-1) !== '?' && text.at(-1) !== digit)
    return unfit('AI 01', text, 'payload-gtin-digit');
  return ok((body + digit).padStart(14, '0'));
}
