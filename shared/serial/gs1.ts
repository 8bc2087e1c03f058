import { mod10Digit } from './check-digit.ts';
import { trimEdges } from './names.ts';

/** The character that ends a variable-length field (FNC1 as scanners send it). */
const GS = '\u001d';

/** Length of the data of fixed-length application identifiers (GS1 General Specifications §7.8.5). */
const fixedLengths: Record<string, number> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '03': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
  '41': 13, // 410-417, three-digit identifiers: see `identifierLength`
};

/** Digits of the identifier that starts with these two (GS1 General Specifications §3.2). */
function identifierLength(start: string): number {
  const two = Number(start);
  if (two >= 31 && two <= 36) return 4;
  if ((two >= 23 && two <= 25) || two === 40 || two === 41 || two === 42 || two === 71) return 3;
  if (two === 39 || two === 43 || two === 70 || two === 72 || (two >= 80 && two <= 82)) return 4;
  return 2;
}

/** The same identifier twice with different values is an error of the label, no choice. */
function add(fields: Map<string, string>, identifier: string, value: string): boolean {
  const before = fields.get(identifier);
  fields.set(identifier, value);
  return before === undefined || before === value;
}

/** `(01)…(21)…` as people and some scanners write it. */
function parseBracketed(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  const whole = /^(?:\((\d{2,4})\)([^(]+))+$/;
  if (!whole.test(text)) return null;
  for (const [, identifier, value] of text.matchAll(/\((\d{2,4})\)([^(]+)/g)) {
    if (!add(fields, identifier as string, trimEdges(value as string))) return null;
  }
  return fields;
}

/**
 * Takes a GS1 element string apart into application identifier -> value; null when it is none.
 * Understands brackets, a leading FNC1, and GS after variable-length fields.
 */
export function parseGs1(text: string): Map<string, string> | null {
  const bracketed = parseBracketed(text);
  if (bracketed) return bracketed;
  const fields = new Map<string, string>();
  let rest = text.startsWith(GS) ? text.slice(1) : text;
  while (rest.length > 0) {
    if (!/^\d{2}/.test(rest)) return null;
    const start = rest.slice(0, 2);
    const identifier = rest.slice(0, identifierLength(start));
    if (!/^\d+$/.test(identifier)) return null;
    const data = rest.slice(identifier.length);
    const fixed = Number(start) >= 31 && Number(start) <= 36 ? 6 : fixedLengths[start];
    const end = fixed ?? (data.includes(GS) ? data.indexOf(GS) : data.length);
    const value = data.slice(0, end);
    if (value.length === 0 || (fixed !== undefined && !new RegExp(`^\\d{${fixed}}$`).test(value)))
      return null;
    if (!add(fields, identifier, value)) return null;
    rest = data.slice(end);
    if (rest.startsWith(GS)) rest = rest.slice(1);
  }
  return fields.size > 0 ? fields : null;
}

/** A GTIN of 14 digits whose check digit holds. */
export const isGtin14 = (text: string | undefined): boolean =>
  text !== undefined && /^\d{14}$/.test(text) && mod10Digit(text.slice(0, 13)) === text[13];
