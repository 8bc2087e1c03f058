import { z } from 'zod';
import { masterDataValuesSchema } from './catalog.ts';
import { problemSchema } from './problem.ts';

/** Where a text came from. Each kind goes the same way through the station. */
export const sourceSchema = z.object({
  kind: z.enum([
    'serial',
    'network',
    'wedge',
    'camera',
    'typed',
    'stdin',
    'demo',
    'uart',
    'usb',
    'made',
    'import',
  ]),
  /** Which one of that kind: a port's path, a scanner's name; empty where there is only one. */
  name: z.string().max(256).default(''),
});
export type Source = z.infer<typeof sourceSchema>;

/** What a window itself reads: it cannot speak for a scanner on a cable, or for a unit. */
export const windowSourceSchema = z.object({
  kind: z.enum(['wedge', 'typed', 'camera']),
  name: z.literal('').default(''),
});

/** The unit told it itself: its text is nobody's badge and no command, whatever it says. */
export const isUnitItself = ({ kind }: Source): boolean => kind === 'uart' || kind === 'usb';

/** `noted`: understood, and no unit: a command, a badge, a golden sample, half of a pair. */
export const verdicts = ['accepted', 'seen', 'noted', 'refused'] as const;

/** The station's answer to one read. */
export const verdictSchema = z.object({
  /** As it was read, but for secrets in it, which are covered (`***`). */
  text: z.string(),
  verdict: z.enum(verdicts),
  deviceSn: z.string().optional(),
  /** AIM symbology identifier as the scanner sent it (`]Q1`), where it sent one. */
  aim: z.string().optional(),
  /** Master data that the code itself carried and that the device got. */
  masterData: masterDataValuesSchema.optional(),
  /** Why it is not green; of a noted read, what was taken note of. */
  problem: problemSchema.optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A read as it is remembered and listed. `at` is epoch milliseconds by the station's wall clock. */
export const readSchema = verdictSchema.extend({
  id: z.int(),
  at: z.int(),
  source: sourceSchema,
  groupId: z.string().nullable(),
  batchTag: z.string().nullable(),
  /** Who was on duty; null where nobody has to be. */
  by: z.string().nullable().default(null),
  /** Accepted, and the unit it registered is none here any more: undone, deleted, renamed. */
  gone: z.literal(true).optional(),
});
export type Read = z.infer<typeof readSchema>;

/** Longest text that is understood, in characters: QR's own maximum (ISO/IEC 18004, 40-L numeric). */
export const maxReadLength = 7089;
