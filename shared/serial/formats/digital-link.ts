import type { Fact } from '../reading.ts';
import { factsOf, isGtin } from './gs1.ts';

/** What a GS1 Digital Link says. */
export interface DigitalLink {
  serial: string | null;
  facts: Fact[];
  /** Its GTIN's check digit holds, or it has none. */
  holds: boolean;
}

/**
 * Keys that start a path (GS1 Digital Link: URI Syntax §4.3; `gtin` in its first edition). Such a path
 * says what each part is, so its last part is never taken for an SN by default.
 */
const primaryKeys = new Set(
  '00 01 253 255 401 402 414 417 8003 8004 8006 8010 8013 8017 8018 gtin'.split(' '),
);
const shortNames: Readonly<Record<string, string>> = {
  gtin: '01',
  ser: '21',
  lot: '10',
  cpv: '22',
};

/** Reads the parts of a path and a query as a Digital Link; null when they are none. */
export function digitalLink(path: readonly string[], query: readonly Fact[]): DigitalLink | null {
  const start = path.findIndex(
    (part, at) => primaryKeys.has(part.toLowerCase()) && /^\d/.test(path[at + 1] ?? ''),
  );
  if (start < 0) return null;
  const elements = new Map<string, string>();
  for (let at = start; at + 1 < path.length; at += 2) {
    const key = (path[at] as string).toLowerCase();
    elements.set(shortNames[key] ?? key, path[at + 1] as string);
  }
  for (const [key, value] of query) {
    if (/^(?:1[0157]|240|8012)$/.test(key) && !elements.has(key)) elements.set(key, value);
  }
  const gtin = elements.get('01');
  const isNumber = gtin !== undefined && /^(?:\d{8}|\d{12,14})$/.test(gtin);
  const counted = ['01', '8006'].includes(elements.keys().next().value ?? '');
  if (isNumber) elements.set('01', gtin.padStart(14, '0'));
  return {
    serial: counted ? (elements.get('21') ?? null) : null,
    facts: isNumber ? factsOf(elements) : [],
    holds: !isNumber || isGtin(gtin),
  };
}
