import { z } from 'zod';
import { masterValueSchema } from '../../models/catalog.ts';

/** Which columns of a foreign table become what of a device. Kept by the heading, never by place alone. */

const column = z.string().min(1).max(256);

/** Where a text comes from. A column is named by its heading, or by its letters as `=C`. */
export const originSchema = z.union([
  /** Put together from several, those that are not empty. */
  z.object({ columns: z.array(column).min(2).max(8), with: z.string().max(8).default(' ') }),
  /** One part of a column's text, from 1; from the end where it is below 0. */
  z.object({
    column,
    split: z.string().min(1).max(8),
    part: z
      .int()
      .min(-16)
      .max(16)
      .refine((part) => part !== 0),
  }),
  // Behind the one with more to it, which it would take for itself.
  z.object({ column }),
  /** The same for each row. */
  z.object({ constant: masterValueSchema }),
]);
export type Origin = z.infer<typeof originSchema>;

/**
 * What it becomes: `deviceSn`, `description`, `batchTag`, `groupId` (rows of another group are refused),
 * `registeredAt` (ISO 8601), `status` (rows that a cloud has already are told apart), `regionId` and `orgId` (where it
 * is allocated to), `masterData.ID`, or a language of one: `masterData.ID@zh-CN`.
 */
export const plainTargets = [
  'deviceSn',
  'description',
  'batchTag',
  'groupId',
  'registeredAt',
  'status',
  'regionId',
  'orgId',
] as const;
export type PlainTarget = (typeof plainTargets)[number];

const masterDataTarget = /^masterData\.([^@]{1,64})(?:@([A-Za-z0-9-]{2,16}))?$/;

export const isTarget = (to: string): boolean =>
  (plainTargets as readonly string[]).includes(to) || masterDataTarget.test(to);

/** The master datum that a target names, and the language of it; null for another target. */
export function masterDatumOf(to: string): { identifier: string; locale: string | null } | null {
  const found = masterDataTarget.exec(to);
  return found ? { identifier: found[1] as string, locale: found[2] ?? null } : null;
}

export const mappingSchema = z
  .array(z.object({ to: z.string().max(96).refine(isTarget), from: originSchema }))
  .max(256);
export type Mapping = z.infer<typeof mappingSchema>;
