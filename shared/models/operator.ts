import { z } from 'zod';
import { roleSchema } from '../roles.ts';

/** People of a station: who they are, and how they show it. Times are epoch milliseconds. */

/** Words that stand for somebody else where it is written down who did something. */
const taken = new Set([
  'technician',
  'line-lead',
  'engineer',
  'admin',
  'anybody',
  'nobody',
  'command-line',
  'device',
  'gateway',
  'demo',
]);

/** A name as it is written down with everything its owner does: no control or direction characters. */
export const operatorNameSchema = z
  .string()
  .max(64)
  .transform((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .refine(
    (name) => name !== '' && !/\p{C}/u.test(name),
    'a name has letters and no control characters',
  )
  .refine((name) => !taken.has(operatorKey(name)), 'this name stands for somebody else');

/** What makes two names the same: full-width and half-width, capitals and not. */
export const operatorKey = (name: string): string => name.normalize('NFKC').toLowerCase();

/** 4 to 12 digits. */
export const pinSchema = z.string().regex(/^\d{4,12}$/, 'a PIN has 4 to 12 digits');

/** As people are listed to everybody who stands at the station. */
export const operatorNameTagSchema = z.object({
  name: z.string(),
  hasPin: z.boolean(),
  /** Until when no PIN is taken for this name, after wrong ones. */
  lockedUntil: z.int().nullable(),
});
export type OperatorNameTag = z.infer<typeof operatorNameTagSchema>;

export const operatorSchema = operatorNameTagSchema.extend({
  role: roleSchema,
  hasBadge: z.boolean(),
  /** The badge alone is not enough. */
  badgeNeedsPin: z.boolean(),
});
export type Operator = z.infer<typeof operatorSchema>;

export const onDutySchema = z.object({
  name: z.string(),
  role: roleSchema,
  since: z.int(),
});
export type OnDuty = z.infer<typeof onDutySchema>;

/** What windows need to know of a station's people, with every State. */
export const operatorsStateSchema = z.object({
  /** False: the station is open to everybody in the role of the host. */
  exist: z.boolean(),
  /** Changes when the list does. */
  revision: z.int(),
  /** Whose badge was read and whose PIN is waited for. */
  pinFor: z.string().nullable(),
  /** Who gets the next code that is read as a badge. */
  enrolling: z.string().nullable(),
  /** Minutes without a sign of anybody after which the station logs off by itself. */
  logOffMinutes: z.int(),
});
export type OperatorsState = z.infer<typeof operatorsStateSchema>;

export const logOffMinutesSchema = z.int().min(1).max(480);
