import { z } from 'zod';
import { problemSchema } from '../problems.ts';

/** What ends a code: a character, either of them (`any`), or only silence (`none`). */
export const terminators = ['any', 'cr', 'lf', 'crlf', 'none'] as const;
export type Terminator = (typeof terminators)[number];

/** A scanner as a person set it up. */
export const scannerSchema = z.object({
  id: z.string().min(1).max(64),
  /** A tty path (`/dev/ttyACM0`, `COM5`) or `tcp://host:port` for a scanner on the network. */
  path: z.string().trim().min(1).max(256),
  baudRate: z.int().min(300).max(4_000_000).default(9600),
  terminator: z.enum(terminators).default('any'),
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
export const portInfoSchema = z.object({ path: z.string(), description: z.string() });
export type PortInfo = z.infer<typeof portInfoSchema>;
