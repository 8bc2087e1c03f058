import { z } from 'zod';
import { masterDataValuesSchema, targetSchema } from './catalog.ts';
import { deviceNameSchema } from './device.ts';
import { problemSchema } from './problem.ts';
import { describedSchema } from './selection.ts';

/** Most devices in one action that names them. */
export const mostInAction = 10_000;

const names = z.array(deviceNameSchema).min(1).max(mostInAction);
/** Named, or described: then however many there are. */
const devices = z.union([names, describedSchema]);

export const actionNames = ['allocate', 'edit', 'reprovision', 'replace', 'delete'] as const;
export type ActionName = (typeof actionNames)[number];
/** What a job may be about: an action, or the undoing of reads. */
export const jobKinds = [...actionNames, 'undo'] as const;

/** What an edit changes; what is not named stays. A master datum set to null is taken away. */
export const deviceChangeSchema = z.object({
  masterData: masterDataValuesSchema.optional(),
  description: z.string().max(512).optional(),
  batchTag: z.string().trim().min(1).max(64).optional(),
});
export type DeviceChange = z.infer<typeof deviceChangeSchema>;

/** One act of a person on one device or on thousands. */
export const actionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('allocate'), devices, target: targetSchema }),
  z.object({ action: z.literal('edit'), devices, change: deviceChangeSchema }),
  /** `target: null`: taken back and not given to anybody yet. */
  z.object({ action: z.literal('reprovision'), devices, target: targetSchema.nullable() }),
  /** `deviceSn` goes, `replacementSn` (same group, registered, not allocated) takes its place. */
  z.object({
    action: z.literal('replace'),
    ...deviceNameSchema.shape,
    replacementSn: z.string().min(1).max(64),
    /** Allocates the new one to where the old one was. */
    allocate: z.boolean().default(true),
  }),
  z.object({ action: z.literal('delete'), devices }),
]);
export type DeviceAction = z.infer<typeof actionSchema>;

/** Units that were registered by mistake: as if they had not been read. */
export const undoRequestSchema = z.object({
  action: z.literal('undo'),
  devices: names,
  /** Only registrations up to this one, by the station's own number: a unit that was read again stays. */
  through: z.int(),
  reason: z.string(),
});
export type UndoRequest = z.infer<typeof undoRequestSchema>;

/** Everything that is done as a job. */
export const askedSchema = z.discriminatedUnion('action', [
  ...actionSchema.options,
  undoRequestSchema,
]);
export type Asked = z.infer<typeof askedSchema>;

/** What an action does to a device, to be read before it is done. */
export const effects = [
  /** Not sent to the cloud yet: it is changed or taken back here, and nothing else happens. */
  'only-here',
  'gets-credentials',
  'asset-lost',
  'credentials-lost',
  'disconnected',
  'master-data-kept',
  'master-data-cleared',
  'values-change',
  'data-moves',
  'replacement-allocated',
  'old-discarded',
  'removed',
  /** Of an undo: it vanishes, since the cloud never heard of it; or it is deleted there. */
  'vanishes',
  'deleted-there',
  /** Its label is on paper and has to be destroyed. */
  'label-void',
  /** Other operations of it go first. */
  'waits-for-earlier',
  /** The cloud's view was not seen lately: it is looked at again before anything is lost. */
  'looked-at-first',
] as const;
export type Effect = (typeof effects)[number];

/** What would happen, counted; nothing has happened yet. */
export const planSchema = z.object({
  devices: z.int(),
  /**
   * Of devices that were described: effects and refusals are counted among the first `looked` of them, and `through` is the
   * newest that was there, to be said again when it is done.
   */
  described: z.object({ looked: z.int(), through: z.int() }).optional(),
  effects: z.array(z.object({ effect: z.enum(effects), count: z.int() })),
  /** Devices that the action leaves alone, by reason. */
  refused: z.array(
    z.object({ problem: problemSchema, count: z.int(), samples: z.array(z.string()).max(20) }),
  ),
});
export type Plan = z.infer<typeof planSchema>;

export const jobStates = ['running', 'paused', 'cancelled', 'done'] as const;

/** An action at work. Counts are devices. Times are epoch milliseconds. */
export const jobSchema = z.object({
  id: z.string(),
  action: z.enum(jobKinds),
  state: z.enum(jobStates),
  by: z.string(),
  total: z.int(),
  done: z.int(),
  /** Refused by the cloud, or given up. */
  refused: z.int(),
  withdrawn: z.int(),
  waiting: z.int(),
  startedAt: z.int(),
  /** It is still being found which devices it is about: `total` grows, and nothing is done yet. */
  gathering: z.literal(true).optional(),
  /** Why it ended by itself. */
  problem: problemSchema.optional(),
});
export type Job = z.infer<typeof jobSchema>;

/** What became of one device of a job. */
export const jobResultSchema = z.object({
  ...deviceNameSchema.shape,
  result: z.enum(['done', 'waiting', 'refused', 'withdrawn']),
  problem: problemSchema.nullable(),
});
export type JobResult = z.infer<typeof jobResultSchema>;
