import { bestNamed, snNames, trimEdges } from '../names.ts';
import { damaged, type Fact, type Format, noSn } from '../reading.ts';
import { coverNamed } from '../secret-names.ts';

const name = 'JSON';

/** A JSON object: the SN at its top, and the registration group beside it. */
export const json: Format = {
  name,
  // Also what is torn: half of it must never pass for a bare SN.
  shows: ({ text }) => /^(?:\{|\[\s*["{[])/.test(text),
  read({ text }) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text, asWritten);
    } catch {
      return damaged(name);
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return noSn(name);
    const facts: Fact[] = Object.entries(parsed).map(([key, value]) => [key, asText(value)]);
    const texts = Object.entries(parsed).map(
      ([key, value]) => [key, typeof value === 'string' ? trimEdges(value) : ''] as const,
    );
    const deviceSn = bestNamed(texts, [...snNames, 's']);
    if (deviceSn === null) return noSn(name, facts);
    const named = texts.some(([key, value]) => key.toLowerCase() === 'groupid' && value !== '');
    if (!named) return { candidates: [{ deviceSn }], facts };
    const groupId = bestNamed(texts, ['groupid']);
    return groupId === null ? noSn(name) : { candidates: [{ deviceSn, groupId }], facts };
  },
  cover: coverNamed,
};

const asText = (value: unknown): string => {
  if (typeof value === 'string') return trimEdges(value);
  if (typeof value === 'boolean') return String(value);
  return value instanceof Fraction ? value.written : '';
};

/** A number that is no plain digits: never an SN, but it may be master data. */
class Fraction {
  readonly written: string;
  constructor(written: string) {
    this.written = written;
  }
}

/**
 * A number is its digits as they were written: as a number, long ones would lose digits and `1e3`
 * would turn into another text. What is not plain digits is no SN.
 */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const written = context?.source ?? (Number.isSafeInteger(value) ? String(value) : '');
  return /^[0-9]+$/.test(written) ? written : new Fraction(written);
}
