import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** What one station hands to another without a network between them. */
export const handoverKinds = ['batch', 'catalog', 'duplicates'] as const;
export type HandoverKind = (typeof handoverKinds)[number];

/** Largest file of a hand-over, in bytes; a window takes and makes less. */
export const mostHandoverBytes = 64 * 1024 * 1024;
export const mostHandoverInWindow = 8 * 1024 * 1024;

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Whether the station that signed it is known here: `new` is trusted once, by a person who compared the fingerprint;
 * `changed` signs with another key than before and is refused until an admin says so; `own` is this very station.
 */
export const handoverTrusts = ['known', 'new', 'changed', 'own'] as const;

/** What a hand-over says of itself, its signature having been proved. Times are epoch milliseconds. */
export const handoverInfoSchema = z.object({
  /** SHA-256 of its file. */
  id: fingerprint,
  kind: z.enum(handoverKinds),
  madeAt: z.int(),
  station: z.object({ id: z.string(), name: z.string() }),
  /** Of the key that signed it. */
  fingerprint,
  /** Units, items of a catalog, or SNs. */
  rows: z.int(),
  bytes: z.int(),
});
export type HandoverInfo = z.infer<typeof handoverInfoSchema>;

/** A batch as it would be gone on with here. */
export const handedBatchSchema = z.object({
  groupId: z.string(),
  groupName: z.string(),
  tag: z.string(),
  /** Wanted by the work order; null: no limit. */
  target: z.int().nullable(),
  units: z.int(),
  /** Units that this station did not know of. */
  fresh: z.int(),
  /** What is left for this station to make; null: no limit. */
  left: z.int().nullable(),
  /** SNs that both stations have registered: the first of them, and how many there are. */
  twice: z.object({ count: z.int(), sns: z.array(z.string()).max(20) }),
});
export type HandedBatch = z.infer<typeof handedBatchSchema>;

/** What a hand-over would do here; nothing has happened. */
export const handoverPlanSchema = z.object({
  info: handoverInfoSchema,
  trust: z.enum(handoverTrusts),
  /** Of the key that this station was trusted with before; null: none was. */
  before: fingerprint.nullable(),
  /** When this very hand-over was taken; null: it was not. */
  takenAt: z.int().nullable(),
  /** What keeps it from being taken, whoever asks. */
  problem: problemSchema.nullable(),
  batch: handedBatchSchema.nullable(),
  catalog: z
    .object({ groups: z.int(), added: z.int(), changed: z.int(), same: z.int() })
    .nullable(),
  duplicates: z
    .object({
      count: z.int(),
      /** When the one that it replaces was made. */ replaces: z.int().nullable(),
    })
    .nullable(),
});
export type HandoverPlan = z.infer<typeof handoverPlanSchema>;

/** What a person wants made. */
export const handoverWishSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('batch'),
    groupId: z.string().min(1).max(64),
    tag: z.string().min(1).max(64),
    /** It waits here from then on, so that two stations do not make the same units of it. */
    pause: z.boolean().default(true),
  }),
  z.object({ kind: z.literal('catalog') }),
  z.object({ kind: z.literal('duplicates') }),
]);
export type HandoverWish = z.infer<typeof handoverWishSchema>;

/** A station that has handed something over and is trusted with its key. */
export const handoverStationSchema = z.object({
  id: z.string(),
  name: z.string(),
  fingerprint,
  trustedAt: z.int(),
  trustedBy: z.string(),
  /** Its digest of SNs, where there is one. */
  digest: z.object({ madeAt: z.int(), count: z.int() }).nullable(),
  /** Units of its batches that are known here. */
  units: z.int(),
});
export type HandoverStation = z.infer<typeof handoverStationSchema>;

/** What came of taking one. */
export const handoverTakenSchema = z.object({
  /** It was taken before: nothing has changed. */
  again: z.boolean(),
  /** A catalog that is in use as told is saved only when that is accepted. */
  saved: z.boolean(),
  batchId: z.string().nullable(),
});
export type HandoverTaken = z.infer<typeof handoverTakenSchema>;

/** What a window shows at any time: frames that are being scanned, and a hand-over that waits to be taken. */
export const handoverStateSchema = z.object({
  frames: z
    .object({
      have: z.int(),
      of: z.int(),
      /** Frames that were misread and dropped. */
      dropped: z.int(),
      at: z.int(),
    })
    .nullable(),
  offer: handoverInfoSchema.nullable(),
});
export type HandoverState = z.infer<typeof handoverStateSchema>;
