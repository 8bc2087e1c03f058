import { z } from 'zod';
import { readEscapes } from '../scanners/escapes.ts';
import { problemSchema } from './problem.ts';

/** What ends a code: a character, either of them (`any`), or only silence (`none`). */
export const terminators = ['any', 'cr', 'lf', 'crlf', 'none'] as const;
export type Terminator = (typeof terminators)[number];

export const parities = ['none', 'even', 'odd', 'mark', 'space'] as const;

/** How bits go over a serial line. A scanner on USB or on the network does not care. */
export const portLineSchema = z.object({
  baudRate: z.int().min(300).max(4_000_000).default(9600),
  dataBits: z.literal([7, 8]).default(8),
  parity: z.enum(parities).default('none'),
  stopBits: z.literal([1, 2]).default(1),
});
export type PortLine = z.infer<typeof portLineSchema>;

/** Which piece of hardware is behind a path, as USB tells it. Hexadecimal, lower case. */
export const portIdentitySchema = z.object({
  vendorId: z.string().min(1).max(16),
  productId: z.string().min(1).max(16),
  /** Null where the maker gave it none: then two of a kind cannot be told apart. */
  serialNumber: z.string().min(1).max(128).nullable(),
});
export type PortIdentity = z.infer<typeof portIdentitySchema>;

/** Bytes as a person types them, with `\xHH`, `\r`, `\n`, `\t`, `\e`. */
export const typedBytes = (max: number) =>
  z
    .string()
    .max(max)
    .refine((typed) => readEscapes(typed) !== null, {
      message: 'write bytes as \\xHH, \\r, \\n, \\t, \\e or \\\\',
    });

/** How a scanner is told what became of its read, so that it signals that the system took the code. */
export const acknowledgementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('honeywell') }),
  z.object({ kind: z.literal('bel') }),
  z.object({
    kind: z.literal('custom'),
    accepted: typedBytes(64).default(''),
    seen: typedBytes(64).default(''),
    refused: typedBytes(64).default(''),
  }),
]);
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
export const acknowledgementKinds = ['none', 'honeywell', 'bel', 'custom'] as const;

export const aimUses = ['auto', 'on', 'off'] as const;

/** A scanner as a person set it up. Old settings hold less; what is missing is the default. */
export const scannerSchema = z.object({
  id: z.string().min(1).max(64),
  /** A tty path (`/dev/ttyACM0`, `COM5`) or `tcp://host:port` for a scanner on the network. */
  path: z.string().trim().min(1).max(256),
  /** Which hardware it is, where the machine knew when it was added: found again at any path. */
  identity: portIdentitySchema.optional(),
  ...portLineSchema.shape,
  terminator: z.enum(terminators).default('any'),
  /** What it puts before and after each code, inside the terminator; a code without is torn. */
  prefix: typedBytes(64).default(''),
  suffix: typedBytes(64).default(''),
  /** It puts an AIM identifier before each code: always, never, or as it comes. */
  aim: z.enum(aimUses).default('auto'),
  acknowledgement: acknowledgementSchema.default({ kind: 'none' }),
});
export type Scanner = z.infer<typeof scannerSchema>;

/** A scanner and how it is. */
export const scannerStateSchema = scannerSchema.extend({
  connected: z.boolean(),
  problem: problemSchema.nullable(),
  /** Last text it sent, and when (epoch ms); null when it has not sent any since start. */
  lastText: z.string().nullable(),
  lastAt: z.int().nullable(),
  /** Incomplete codes that were dropped since start. */
  dropped: z.int(),
});
export type ScannerState = z.infer<typeof scannerStateSchema>;

/** A port that the machine lists. */
export const portInfoSchema = z.object({
  path: z.string(),
  description: z.string(),
  identity: portIdentitySchema.optional(),
});
export type PortInfo = z.infer<typeof portInfoSchema>;
