import { z } from 'zod';
import { sourceSchema } from './read.ts';

/** The codes that one unit shows: its label, the label of its box, and the unit itself on a cable. */
export const partKinds = ['unit', 'box', 'device'] as const;
export const partSchema = z.enum(partKinds);
export type Part = z.infer<typeof partSchema>;

/** Who may say that an SN that does not look like its batch is right all the same. */
export const mixUpPolicies = ['off', 'again', 'lead'] as const;

export const scanBackPolicies = ['off', 'last', 'any'] as const;

/** How the units of a batch are checked; `docs/line.md` has the story of each. */
export const lineOptionsSchema = z.object({
  /** Codes that have to agree before a unit is registered. One of them: no comparison. */
  parts: z
    .array(partSchema)
    .min(1)
    .max(partKinds.length)
    .refine((parts) => parts.includes('unit'), 'the unit label is always one of the parts')
    .refine((parts) => new Set(parts).size === parts.length, 'a part is named twice')
    .default(['unit']),
  /** 1: the codes of one unit follow each other. 2: box labels are scanned at a second scanner, some units later. */
  persons: z.union([z.literal(1), z.literal(2)]).default(1),
  /** Of two persons: the scanner of the box labels, by its name or port; every other one reads unit labels. */
  boxScanner: z.string().trim().max(256).default(''),
  /** What box codes begin with and unit codes do not; empty: told by their order. */
  boxBegins: z.string().max(64).default(''),
  /** Of two persons: how many units may be between the two. */
  apart: z.int().min(1).max(200).default(20),
  /** After so long without its other codes a unit is spoken of. */
  waitSeconds: z.int().min(5).max(86_400).default(120),
  /** The batch waits after its first unit until somebody confirms it. */
  firstArticle: z.boolean().default(false),
  /** The batch waits until the golden samples of its group were scanned within so many hours. */
  golden: z.int().min(1).max(168).nullable().default(null),
  /** Wanted seconds per unit. */
  takt: z.number().min(0.1).max(86_400).nullable().default(null),
  /** `again`: a second scan of the same unit confirms it. `lead`: a line lead has to. */
  mixUp: z.enum(mixUpPolicies).default('off'),
  /** Labels are scanned once they are stuck on: `last`, on the unit read last; `any`, in any order. */
  scanBack: z.enum(scanBackPolicies).default('off'),
  /** The batch ends only when each of its labels is on a unit, void, or counted in hand. */
  balance: z.boolean().default(false),
});
export type LineOptions = z.infer<typeof lineOptionsSchema>;

export const plainLine: LineOptions = lineOptionsSchema.parse({});

/** One unit some of whose codes were read. */
export const waitingSchema = z.object({
  deviceSn: z.string(),
  /** When its first code was read, and where. */
  at: z.int(),
  source: sourceSchema,
  parts: z.array(partSchema),
  /** What its codes said beside the SN, without what is secret. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  /** It was spoken of as late. */
  told: z.boolean(),
  /** Of one person: the codes read so far, covered where secret, and by which scanner. */
  codes: z.array(z.object({ text: z.string(), scanner: z.string() })).default([]),
});
export type Waiting = z.infer<typeof waitingSchema>;

/** A label that was found on, or at the turn of, another unit. */
export const strayLabelSchema = z.object({
  /** The unit whose turn it was; empty where none was there. */
  unit: z.string(),
  label: z.string(),
  at: z.int(),
});
export type StrayLabel = z.infer<typeof strayLabelSchema>;

/** What the labels seem to have done: see `shared/line/shift.ts`. */
export const shiftSchema = z.object({
  kind: z.enum(['ahead', 'behind', 'swap', 'mixed']),
  /** By how many units. */
  by: z.int(),
  /** When the first label that does not agree was read. */
  since: z.int(),
  /** Units that may carry another unit's label, in their order. */
  units: z.array(z.string()),
  /** The labels it was seen by. */
  strays: z.array(strayLabelSchema),
});
export type Shift = z.infer<typeof shiftSchema>;

/** An SN that did not look like its batch; `right` once a line lead said that it is one of it. */
export const askedSchema = z.object({ deviceSn: z.string(), at: z.int(), right: z.boolean() });

/** Where the line stands within a batch, as it is kept between two reads. */
export const lineNowSchema = z.object({
  waiting: z.array(waitingSchema).default([]),
  /** The last units whose turn has come, oldest first: agreed ones and those that did not. */
  units: z.array(z.object({ deviceSn: z.string(), at: z.int() })).default([]),
  strays: z.array(strayLabelSchema).default([]),
  last: z.object({ text: z.string(), scanner: z.string(), at: z.int() }).nullable().default(null),
  asked: askedSchema.nullable().default(null),
  /** When the label of the first article was scanned back. */
  scannedBack: z.int().nullable().default(null),
});
export type LineNow = z.infer<typeof lineNowSchema>;

export const emptyLine: LineNow = lineNowSchema.parse({});

/** What a line lead may decide after a stop: see `goOn`. */
export const waysOn = ['again', 'keep'] as const;
export type WayOn = (typeof waysOn)[number];

/** What a person looks at on a first article. */
export const articleChecks = ['label', 'scanned', 'values', 'online'] as const;
export type ArticleCheck = (typeof articleChecks)[number];

/** The first article as somebody let the batch go on with it. */
export const approvalSchema = z.object({
  deviceSn: z.string(),
  at: z.int(),
  by: z.string(),
  checks: z.array(z.enum(articleChecks)),
  /** Why it went on without the checks that are not named. */
  reason: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Why an open batch takes no units until a person has done something. */
export const holdSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shift'), shift: shiftSchema }),
  z.object({ kind: z.literal('first-article'), deviceSn: z.string() }),
  /** Golden samples that have to be scanned. */
  z.object({ kind: z.literal('golden'), samples: z.array(z.string()) }),
]);
export type Hold = z.infer<typeof holdSchema>;

/** What a window shows of the line beside the batch; small whatever the line does. */
export const lineStateSchema = z.object({
  hold: holdSchema.nullable(),
  /** Units some of whose codes were read, oldest first, and how many there are. */
  waiting: z
    .array(z.object({ deviceSn: z.string(), at: z.int(), lacks: z.array(partSchema) }))
    .max(8),
  waitingCount: z.int(),
  asked: askedSchema.nullable(),
});
export type LineState = z.infer<typeof lineStateSchema>;

/** A unit or code that proves the scanner: never counted, never registered, never sent. */
export const goldenSampleSchema = z.object({
  groupId: z.string(),
  /** Its SN, or the code as it is read. */
  text: z.string(),
  /** What the station has to say of it. */
  expected: z.enum(['good', 'bad']),
  note: z.string(),
  /** When it was scanned last, and whether the answer was the expected one. */
  checkedAt: z.int().nullable(),
  right: z.boolean().nullable(),
});
export type GoldenSample = z.infer<typeof goldenSampleSchema>;
