import { z } from 'zod';
import { deviceStatuses } from './device.ts';

/** Which devices of this station; all that is given has to be true of a device. */
export const deviceFilterSchema = z.object({
  groupId: z.string().max(64).optional(),
  batchTag: z.string().max(64).optional(),
  status: z.enum(deviceStatuses).optional(),
  /** It waits for a person: refused by the cloud, or its label failed. */
  problem: z.literal(true).optional(),
  /** Registered at or after, and before, epoch ms. */
  since: z.int().optional(),
  until: z.int().optional(),
  /**
   * Any part of its SN, batch tag, description or a value of its master data; of a MAC also without its signs. Case and full
   * width do not matter, and no character has a meaning.
   */
  search: z.string().max(10_000).optional(),
});
export type DeviceFilter = z.infer<typeof deviceFilterSchema>;

/** `newest`: registered last, first. `sn`: by SN, as an index has them; not together with a search. */
export const deviceOrders = ['newest', 'sn'] as const;
export type DeviceOrder = (typeof deviceOrders)[number];

/** What the list shows beside the SN, in its order. */
export const deviceColumns = [
  'group',
  'batch',
  'status',
  'label',
  'registered',
  'description',
  'assetId',
  'target',
] as const;
export type DeviceColumn = (typeof deviceColumns)[number];
