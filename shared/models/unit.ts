import { z } from 'zod';
import { compileUnitPattern } from '../units/pattern.ts';
import { problemSchema } from './problem.ts';
import { portIdentitySchema, portLineSchema, typedBytes } from './scanner.ts';

/** RE2; `sn` is the SN, other named parts are master data. */
const unitPatternSchema = z
  .string()
  .max(512)
  .superRefine((pattern, context) => {
    const compiled = compileUnitPattern(pattern);
    if (typeof compiled === 'string') context.addIssue({ code: 'custom', message: compiled });
  });

/** When a unit is asked. */
export const unitBeginningSchema = z.discriminatedUnion('kind', [
  /** Only when a person wants it. */
  z.object({ kind: z.literal('command') }),
  /** When its port appears, or when it says `greeting` (a part of its boot text), where there is one. */
  z.object({ kind: z.literal('arrival'), greeting: typedBytes(64).default('') }),
  /** Every so many seconds, until another unit answers than before. */
  z.object({ kind: z.literal('poll'), everySeconds: z.int().min(1).max(3600).default(2) }),
]);
export const unitBeginnings = ['command', 'arrival', 'poll'] as const;
export type UnitBeginning = z.infer<typeof unitBeginningSchema>;

/** How SN and master data are taken out of an answer. */
export const unitReadingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pattern'),
    pattern: unitPatternSchema,
    /** Empty: one whole line has to match. Else: what ends a block of lines, in which the pattern is looked for. */
    end: typedBytes(64).default(''),
  }),
  /** A line that is a JSON object with the SN at its top. */
  z.object({ kind: z.literal('json') }),
]);
export type UnitReading = z.infer<typeof unitReadingSchema>;

const id = z.string().min(1).max(64);

/** A unit that is asked over a serial line. */
export const uartUnitSchema = z.object({
  kind: z.literal('uart'),
  /** A tty path (`/dev/ttyUSB0`, `COM7`) or `tcp://host:port` of a serial server. */
  path: z.string().trim().min(1).max(256),
  identity: portIdentitySchema.optional(),
  ...portLineSchema.shape,
  begins: unitBeginningSchema.default({ kind: 'command' }),
  /** What it is sent, with its line end. */
  send: typedBytes(256).min(1),
  reading: unitReadingSchema,
  /** For one answer. */
  timeoutMs: z.int().min(100).max(60_000).default(2000),
  attempts: z.int().min(1).max(20).default(3),
});

const hexId = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{4}$/, '4 hexadecimal digits');

/** A unit that gives its SN in its USB descriptor. */
export const usbUnitSchema = z.object({
  kind: z.literal('usb'),
  vendorId: hexId,
  /** Null: any product of the vendor. */
  productId: hexId.nullable().default(null),
  /** Takes the SN out of iSerial; null where that is the SN. */
  pattern: unitPatternSchema.nullable().default(null),
});

/** How units themselves are read at this station. */
export const unitWishSchema = z.discriminatedUnion('kind', [uartUnitSchema, usbUnitSchema]);
export const unitSchema = z.discriminatedUnion('kind', [
  uartUnitSchema.extend({ id }),
  usbUnitSchema.extend({ id }),
]);
export type UnitWish = z.infer<typeof unitWishSchema>;
export type Unit = z.infer<typeof unitSchema>;
export type UartUnit = Extract<Unit, { kind: 'uart' }>;
export type UsbUnit = Extract<Unit, { kind: 'usb' }>;

/** A unit port and how it is. */
export const unitStateSchema = z.object({
  unit: unitSchema,
  /** The port is open; on USB: a unit of that kind is plugged in. */
  connected: z.boolean(),
  problem: problemSchema.nullable(),
  asking: z.boolean(),
  /** The last SN that was read, and when (epoch ms); null when there was none since start. */
  lastSn: z.string().nullable(),
  lastAt: z.int().nullable(),
});
export type UnitState = z.infer<typeof unitStateSchema>;

/** What asking brought, without any of it being registered. */
export const unitTrialSchema = z.object({
  /** The answer as bytes are typed, secrets covered; empty when nothing came. */
  raw: z.string(),
  deviceSn: z.string().nullable(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  problem: problemSchema.nullable(),
  attempts: z.int(),
});
export type UnitTrial = z.infer<typeof unitTrialSchema>;
