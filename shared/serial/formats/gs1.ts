import { aimSaysGs1 } from '../aim.ts';
import { mod10Digit } from '../check-digit.ts';
import { trimEdges } from '../names.ts';
import {
  damaged,
  type Fact,
  type Format,
  misread,
  noSn,
  type Reading,
  snOrNone,
} from '../reading.ts';
import { checkedDigits, gs1Patterns, predefinedLengths } from './gs1-table.ts';

const name = 'GS1';
/** The character that ends a variable-length field (FNC1 as scanners send it). */
const GS = '\u001d';

/** Application identifier -> data. */
export type Elements = ReadonlyMap<string, string>;

/** `damaged`: no element string; `misread`: a check digit does not hold; `twice`: one identifier, two values. */
export type Gs1 = Elements | 'damaged' | 'misread' | 'twice';

/** A GS1 element string, promised by its AIM identifier, by FNC1 (GS) or by brackets. */
export const gs1: Format = {
  name,
  shows({ text, aim }) {
    if (/^\(\d{2,4}\)/.test(text)) return true;
    if (aimSaysGs1(aim) && /^\x1d?\d\d/.test(text)) return true;
    return text.includes(GS) && /^\x1d?\d\d/.test(text) && parseGs1(text) !== 'damaged';
  },
  read: ({ text }) => readElements(parseGs1(text)),
};

/** What element strings mean, whatever carried them. */
export function readElements(elements: Gs1): Reading {
  if (elements === 'damaged') return damaged(name);
  if (elements === 'misread') return misread(name);
  // An error of the label, and no choice to make.
  if (elements === 'twice') return noSn(name);
  return snOrNone(name, serialOf(elements), factsOf(elements));
}

/** AI 21, or the serial of a cellular device (AI 8002). */
export const serialOf = (elements: Elements): string | null =>
  elements.get('21') ?? elements.get('8002') ?? null;

/** Takes an element string apart: brackets, or GS after variable-length fields and maybe in front. */
export function parseGs1(text: string): Gs1 {
  const parts = text.startsWith('(') ? splitBracketed(text) : splitElements(text);
  if (!parts) return 'damaged';
  const elements = new Map<string, string>();
  for (const [identifier, data] of parts) {
    if (!gs1Patterns.get(identifier)?.test(data)) return 'damaged';
    if ((elements.get(identifier) ?? data) !== data) return 'twice';
    elements.set(identifier, data);
  }
  if (elements.size === 0) return 'damaged';
  const wrong = [...elements].some(([identifier, data]) => {
    const digits = data.slice(0, checkedDigits[identifier] ?? 0);
    return digits !== '' && mod10Digit(digits.slice(0, -1)) !== digits.slice(-1);
  });
  return wrong ? 'misread' : elements;
}

/** `(01)…(21)…` as people and some scanners write it. */
function splitBracketed(text: string): Fact[] | null {
  if (!/^(?:\(\d{2,4}\)[^(]+)+$/.test(text)) return null;
  return [...text.matchAll(/\((\d{2,4})\)([^(]+)/g)].map(
    ([, identifier, data]) => [identifier as string, trimEdges(data as string)] as const,
  );
}

function splitElements(text: string): Fact[] | null {
  const parts: Fact[] = [];
  let at = text.startsWith(GS) ? 1 : 0;
  while (at < text.length) {
    const identifier = [2, 3, 4]
      .map((length) => text.slice(at, at + length))
      .find((start) => gs1Patterns.has(start));
    if (identifier === undefined) return null;
    const predefined = predefinedLengths[identifier.slice(0, 2)];
    const separator = text.indexOf(GS, at);
    const stop = separator < 0 ? text.length : separator;
    const end = predefined === undefined ? stop : Math.min(at + predefined, stop);
    parts.push([identifier, text.slice(at + identifier.length, end)]);
    at = text[end] === GS ? end + 1 : end;
  }
  return parts;
}

/** What else the element strings say, by names that groups use too (docs/reads.md). */
const factNames: Readonly<Record<string, string>> = {
  '01': 'GTIN',
  '10': 'Lot',
  '240': 'PartNumber',
  '8012': 'FirmwareVersion',
  '8002': 'IMEI',
};

export function factsOf(elements: Elements): Fact[] {
  const facts: Fact[] = [];
  for (const [identifier, data] of elements) {
    const known = factNames[identifier];
    if (known !== undefined) facts.push([known, data]);
    if (identifier === '11') facts.push(['ProductionDate', dateOf(data)]);
    if (identifier === '17') facts.push(['ExpiryDate', dateOf(data)]);
  }
  return facts;
}

/**
 * `YYMMDD` as `YYYY-MM-DD`, in this century: nothing that is registered was made before it. Day 00 is the
 * last of the month (§3.4.2).
 */
function dateOf(data: string): string {
  const [year, month, day] = [data.slice(0, 2), data.slice(2, 4), data.slice(4)];
  const last = new Date(Date.UTC(2000 + Number(year), Number(month), 0)).getUTCDate();
  return `20${year}-${month}-${day === '00' ? String(last).padStart(2, '0') : day}`;
}

/** A GTIN of 8, 12, 13 or 14 digits whose check digit holds. */
export const isGtin = (text: string | undefined): boolean =>
  text !== undefined &&
  /^(?:\d{8}|\d{12,14})$/.test(text) &&
  mod10Digit(text.slice(0, -1)) === text.slice(-1);
