import { z } from 'zod';

/** Whether labels are still read after what happens to them. */

/** What happens to labels: in the printer, on their way, in the hand. */
export const survivalKinds = [
  'dead-dots',
  'streaks',
  'scratches',
  'contrast',
  'drift',
  'skew',
] as const;
export type SurvivalKind = (typeof survivalKinds)[number];

const scans = {
  /** Scans that read the code. */
  read: z.int().min(0),
  of: z.int().min(1),
};

/** Trials of each kind of damage that a score is worth being kept for. */
export const fullRounds = 16;

/** The weakest code of a label, as it did when it was tried last. */
export const survivalScoreSchema = z.object({
  ...scans,
  /** Under data as long as the catalog allows. */
  longest: z.boolean(),
});
export type SurvivalScore = z.infer<typeof survivalScoreSchema>;

/** One code as it would be stronger, and how that does. */
export const strongerSchema = z.object({
  /** Of a QR code; null of the others. */
  level: z.enum(['L', 'M', 'Q', 'H']).nullable(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  ...scans,
});

export const survivalSchema = z.object({
  /** Under data as long as the catalog allows; else, where those do not fit, under usual data. */
  longest: z.boolean(),
  codes: z.array(
    z.object({
      /** Null where the label places its code itself. */
      element: z.string().nullable(),
      kinds: z.array(z.object({ kind: z.enum(survivalKinds), ...scans })),
      ...scans,
      /** Null where nothing does better, or where it was not asked for. */
      stronger: strongerSchema.nullable(),
    }),
  ),
});
export type Survival = z.infer<typeof survivalSchema>;
export type CodeSurvival = Survival['codes'][number];
