import { z } from 'zod';
import { masterValueSchema } from './catalog.ts';
import { cloudDeviceSchema, deviceSchema } from './device.ts';
import { happeningSchema } from './history.ts';
import { operationSchema } from './operation.ts';
import { problemSchema } from './problem.ts';

/**
 * Ways out of a parked operation. Which of them a case has is judged in `shared/ways-out.ts`.
 * `retry`: the reason is gone, send it again. `discard`: give the operation up.
 * SN taken: `join` (it is the same unit), `correct` (this unit has another SN), `void` (this
 * registration was wrong). Edited on both sides: `keep-mine`, `keep-theirs`. Gone there: `recreate`,
 * `let-go`. Allocated elsewhere: `keep-theirs`, `reprovision`. Changed before something is lost:
 * `go-ahead`, `discard`.
 */
export const waysOut = [
  'retry',
  'discard',
  'join',
  'correct',
  'void',
  'keep-mine',
  'keep-theirs',
  'recreate',
  'let-go',
  'reprovision',
  'go-ahead',
] as const;
export type WayOut = (typeof waysOut)[number];

/** A field that differs: what this station wants, what both began from, what the cloud has. */
export const differenceSchema = z.object({
  field: z.string(),
  here: masterValueSchema,
  before: masterValueSchema,
  there: masterValueSchema,
});
export type Difference = z.infer<typeof differenceSchema>;

/** One parked operation with both sides. */
export const conflictSchema = z.object({
  operation: operationSchema,
  ways: z.array(z.enum(waysOut)),
  here: z.object({ device: deviceSchema.nullable(), history: z.array(happeningSchema) }),
  there: z.object({
    /** Why the cloud could not be asked; null = it was. */
    problem: problemSchema.nullable(),
    device: cloudDeviceSchema.nullable(),
    history: z.array(happeningSchema),
  }),
  differences: z.array(differenceSchema),
});
export type Conflict = z.infer<typeof conflictSchema>;
