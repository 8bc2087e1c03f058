import { explained, type Problem, type ProblemCode } from '../problems.ts';
import { splitAim } from './aim.ts';
import { mod10Digit } from './check-digit.ts';
import { findSn } from './find-sn.ts';
import { trimEdges } from './names.ts';
import type { SnCheck } from './rule.ts';

/** Problems of an SN that was read and breaks the group's rule: it may be another one, misread. */
export const ruleCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'sn-length',
  'sn-characters',
  'sn-pattern',
  'sn-check-digit',
  'sn-part-value',
  'sn-part-range',
  'sn-part-date',
  'sn-part-early',
  'sn-part-late',
  'sn-part-differs',
]);

/** It does not even look like an SN of this group. */
const formCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'sn-length',
  'sn-characters',
  'sn-pattern',
]);

/**
 * What a refused text is instead, as far as the text itself tells: the number on the carton, the number
 * of the product, a MAC address, small letters. Pure.
 */
export function explainText(
  known: Problem,
  {
    text,
    aim,
    deviceSn,
  }: { text: string; aim?: string | undefined; deviceSn?: string | undefined },
  check: SnCheck,
): Problem {
  const { data } = splitAim(trimEdges(text));
  if (known.code === 'read-no-sn') {
    const ean = findSn(text).facts.find(([name]) => name === 'GTIN')?.[1];
    if (ean === undefined) return known;
    return explained(known, aim?.startsWith(']E') ? 'carton-ean' : 'gtin-only', { ean });
  }
  if (!ruleCodes.has(known.code) || deviceSn === undefined) return known;
  const ean = trimEdges(data);
  if (formCodes.has(known.code) && /^\d{12,13}$/.test(ean) && isProduct(ean)) {
    return explained(known, 'maybe-ean', { ean });
  }
  if (/^(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}$/i.test(deviceSn)) return explained(known, 'mac-address');
  const capitals = deviceSn.toUpperCase();
  if (capitals !== deviceSn && check(capitals) === null) return explained(known, 'in-capitals');
  return known;
}

/** EAN-8, UPC-A and EAN-13 with their right check digit. */
const isProduct = (digits: string): boolean =>
  /^(?:\d{8}|\d{12,13})$/.test(digits) && mod10Digit(digits.slice(0, -1)) === digits.slice(-1);
