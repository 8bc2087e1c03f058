import { z } from 'zod';
import { masterDataValuesSchema, targetSchema } from './catalog.ts';

/**
 * How far a device has come, seen from this station.
 * `registered`: safe on this station, the cloud does not have it yet; `created`: the cloud has it;
 * `allocated`: it belongs to an environment and OU; `parked`: the cloud refused it, a person decides.
 */
export const deviceStatuses = ['registered', 'created', 'allocated', 'parked'] as const;

/** A device registered on this station. Times are epoch milliseconds. */
export const deviceSchema = z.object({
  id: z.int(),
  groupId: z.string(),
  deviceSn: z.string(),
  batchTag: z.string().nullable(),
  status: z.enum(deviceStatuses),
  /** The cloud's own serial number, unique in the environment; null until the cloud told it. */
  sn: z.string().nullable(),
  assetId: z.string().nullable(),
  allocateTo: targetSchema.nullable(),
  masterData: masterDataValuesSchema,
  registeredAt: z.int(),
  source: z.string(),
  labelState: z.enum(['none', 'pending', 'printed', 'failed']),
});
export type Device = z.infer<typeof deviceSchema>;
