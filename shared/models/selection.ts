import { z } from 'zod';
import { deviceNameSchema } from './device.ts';
import { deviceFilterSchema } from './device-filter.ts';

/** Most devices that are left out of a description by name. */
export const mostLeftOut = 1000;

/** Devices that are described and not named: all that the filter is true of, but for some. */
export const describedSchema = z.object({
  filter: deviceFilterSchema,
  except: z.array(deviceNameSchema).max(mostLeftOut).default([]),
  /** Only those registered up to this one, by the station's own number. */
  through: z.int().optional(),
  /** How many a person agreed to: with more, nothing is done. */
  most: z.int().optional(),
});
export type Described = z.infer<typeof describedSchema>;
