import fc from 'fast-check';
import type { Series } from '../../shared/models/series.ts';
import { compileSeries } from '../../shared/serial/series/compile.ts';
import { counter, date, group, series, text } from './support.ts';

const dates = [
  [],
  [],
  [],
  ['YY'],
  ['YY'],
  ['MM'],
  ['WW'],
  ['Y', 'M', 'D'],
  ['Y'],
  ['DDD'],
] as const;
/** Without the check digit, so that any two of them may meet. */
const length = 4;

/** Series of every kind, small enough to make all their SNs. */
export const anySeries = fc
  .record({
    lead: fc.constantFrom('', '', '', '0', '00', '2', '1'),
    dates: fc.constantFrom<readonly (typeof dates)[number][number][]>(...dates),
    after: fc.boolean(),
    alphabet: fc.constantFrom('0-9', '0-9', '0-9', '0-5', '0-9A-F', '210'),
    first: fc.integer({ min: 0, max: 3 }),
    step: fc.constantFrom(1, 1, 1, 2, 3, 4),
    checkDigit: fc.constantFrom<Series['checkDigit']>('none', 'none', 'none', 'luhn', 'mod37-36'),
  })
  .map(({ lead, dates: forms, after, alphabet, first, step, checkDigit }) => {
    const width = length - lead.length - forms.join('').length;
    const parts = [
      ...(lead === '' ? [] : [text(lead)]),
      ...(after ? [] : [counter]),
      ...forms.map(date),
      ...(after ? [counter] : []),
    ];
    if (width < 1) return null;
    const made = compileSeries(
      series(parts, { checkDigit, counter: { width, alphabet, first, step } }),
      group,
    );
    return made.ok ? made.value : null;
  })
  .filter((made) => made !== null);
