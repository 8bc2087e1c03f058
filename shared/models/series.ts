import { z } from 'zod';
import { checkDigitSchema } from './check-digits.ts';

/**
 * A series: how stations make the SNs of a registration group instead of reading them (`docs/series.md`).
 * The parts stand in the order of the SN; a check digit follows behind them.
 */

export const seriesResets = ['never', 'day', 'week', 'month', 'year', 'batch'] as const;
export type SeriesReset = (typeof seriesResets)[number];

/**
 * `Y` one character of the year, `M` of the month (1-9, A, B, C), `D` of the day (1-9, A-V); `WW` ISO 8601
 * week, whose year the year parts are then; `DDD` day of the year.
 */
export const seriesDateForms = ['YYYY', 'YY', 'Y', 'MM', 'M', 'DD', 'D', 'WW', 'DDD'] as const;
export type SeriesDateForm = (typeof seriesDateForms)[number];

const name = z.string().max(32).optional();

export const seriesPartSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), name, text: z.string().min(1).max(64) }),
  z.object({
    kind: z.literal('date'),
    name,
    form: z.enum(seriesDateForms),
    /** Of `Y`, `M` and `D` only: own characters in order; `A-Z` stands for a range. */
    codes: z.string().min(1).max(128).optional(),
    /** Of `Y` with `codes` only: the year of the first of them. Years beyond the last have none. */
    codesFrom: z.int().min(1970).max(2999).optional(),
  }),
  z.object({ kind: z.literal('counter'), name }),
  /** The batch tag as it is; `length` is how long it has to be, in characters. */
  z.object({ kind: z.literal('batch'), name, length: z.int().min(1).max(64).optional() }),
  /** The group's model. */
  z.object({ kind: z.literal('model'), name }),
]);
export type SeriesPart = z.infer<typeof seriesPartSchema>;

/** Largest counter: what JSON and PostgreSQL's bigint both carry exactly. */
export const largestCounter = Number.MAX_SAFE_INTEGER;
const counter = z.int().min(0).max(largestCounter);

export const seriesSchema = z.object({
  parts: z.array(seriesPartSchema).min(1).max(16),
  counter: z.object({
    /** In characters; shorter numbers are filled up with the first one of the alphabet. */
    width: z.int().min(1).max(32),
    /** Its characters in the order of their values; `0-9A-F` is hexadecimal. */
    alphabet: z.string().min(1).max(128).default('0-9'),
    first: counter.default(1),
    /** Absent: as far as the width goes. */
    last: counter.optional(),
    step: z.int().min(1).max(100).default(1),
  }),
  /** When counting begins again at `first`. */
  reset: z.enum(seriesResets).default('never'),
  checkDigit: checkDigitSchema,
  /** Of `luhnModN` only: its characters in the order of their values. */
  checkCharacters: z.string().min(1).max(256).optional(),
});
export type Series = z.infer<typeof seriesSchema>;
