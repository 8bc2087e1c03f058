import { z } from 'zod';
import { batchStartSchema } from '../models/batch.ts';
import { masterDataValuesSchema } from '../models/catalog.ts';

/**
 * A batch as it is handed over: NDJSON, the batch in the first line, then its units, oldest first. Times are epoch milliseconds.
 */

/** `target`: of the whole work order, wherever its units are made. */
export const handedStartSchema = batchStartSchema.extend({
  groupName: z.string().max(256),
  startedAt: z.int(),
});
export type HandedStart = z.infer<typeof handedStartSchema>;

export const handedUnitSchema = z.strictObject({
  deviceSn: z.string().min(1).max(64),
  at: z.int(),
  /** Where it was registered. */
  station: z.strictObject({ id: z.string().min(1).max(64), name: z.string().max(128) }),
  status: z.string().max(32),
  /** The cloud's own number and asset, as far as they were known. */
  sn: z.string().max(128).nullable(),
  assetId: z.string().max(128).nullable(),
  masterData: masterDataValuesSchema,
});
export type HandedUnit = z.infer<typeof handedUnitSchema>;

/** The first line of a digest of SNs; behind it the coded set (`digest.ts`). */
export const digestHeadSchema = z.strictObject({
  /** 16 bytes, hexadecimal: the hashes are HMAC-SHA-256 with it, of the group's ID, a zero character and the SN. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  bits: z.int().min(30).max(53),
  count: z.int().min(0),
});
export type DigestHead = z.infer<typeof digestHeadSchema>;
