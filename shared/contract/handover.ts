import { z } from 'zod';
import {
  handoverInfoSchema,
  handoverPlanSchema,
  handoverStationSchema,
  handoverTakenSchema,
  handoverWishSchema,
  mostHandoverInWindow,
} from '../models/handover.ts';

const done: z.ZodType<object> = z.object({});
const reason = z.string().trim().min(1).max(256);
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
const base64Length = Math.ceil(mostHandoverInWindow / 3) * 4;

/**
 * Handing over to another station without a network, as rows of the contract. A catalog, and a station that is new here, need
 * an engineer.
 */
export const handoverCalls = {
  /** A signed file; audited. `handover-window` where it is for the command line. */
  'handover.make': {
    input: handoverWishSchema,
    output: z.object({ name: z.string(), base64: z.string(), info: handoverInfoSchema }),
    role: 'line-lead',
  },
  /** A file of another station: what it holds and what it would do. Nothing is taken. */
  'handover.offer': {
    input: z.object({ base64: z.string().max(base64Length) }),
    output: handoverPlanSchema,
    role: 'line-lead',
    maxInput: base64Length + 1024,
  },
  /** The one that was offered last, or scanned frame by frame, as it is now. */
  'handover.look': {
    input: z.object({}),
    output: z.object({ plan: handoverPlanSchema.nullable() }),
    role: 'line-lead',
  },
  /** Takes it. `trust`: the fingerprint that was compared, of a station that is new here. */
  'handover.accept': {
    input: z.object({
      id: fingerprint,
      trust: fingerprint.nullable().default(null),
      /** Of a catalog: also where something in use changes by it. */
      accept: z.boolean().default(false),
    }),
    output: handoverTakenSchema,
    role: 'line-lead',
  },
  'handover.drop': { input: z.object({}), output: done, role: 'line-lead' },
  /** By name. */
  'handover.stations': {
    input: z.object({}),
    output: z.object({ items: z.array(handoverStationSchema), own: fingerprint.nullable() }),
    role: 'line-lead',
  },
  /** The station of the offer signs with another key than before, and that is right. */
  'handover.trust': {
    input: z.object({ id: fingerprint, fingerprint, reason }),
    output: done,
    role: 'admin',
  },
  /** A station, its digest and the units of its batches. */
  'handover.forget': {
    input: z.object({ stationId: z.string().min(1).max(64), reason }),
    output: done,
    role: 'engineer',
  },
} as const;
