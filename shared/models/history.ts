import { z } from 'zod';

/**
 * What can happen to a device. On the station: `registered` ... `revealed`; in the cloud: `created` ...
 * `secret-revealed`. The words of each are in `resources/languages`.
 */
export const happenings = [
  // here
  'registered',
  'adopted',
  'asked',
  'confirmed',
  'parked',
  'retried',
  'withdrawn',
  'discarded',
  'resolved',
  'removed',
  'labelled',
  'label-destroyed',
  'revealed',
  // there
  'created',
  'updated',
  'allocated',
  'allocation-refused',
  'reset',
  'replaced',
  'replacement',
  'deleted',
  'connected',
  'finished',
  'login-refused',
  'secret-revealed',
] as const;

/** One line of a device's history. `at` is epoch milliseconds. */
export const happeningSchema = z.object({
  at: z.int(),
  where: z.enum(['station', 'cloud']),
  what: z.enum(happenings),
  /** Who did it: a role or operator here, an application's key there. */
  by: z.string().nullable(),
  /** Which station, where it is known. */
  station: z.string().nullable(),
  /** Small facts by name (`kind`, `target`, `code`, `otherSn`, `reason`, ...); never a secret. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Happening = z.infer<typeof happeningSchema>;
