import { z } from 'zod';
import { sourceChoiceSchema } from '../import/source.ts';
import {
  importDeedSchema,
  importInfoSchema,
  importLookSchema,
  importOptionsSchema,
  importPieceBytes,
  importPlanSchema,
  mostImportBytes,
} from '../models/import.ts';

const id = z.string().min(1).max(64);
const one = z.object({ id });
const done: z.ZodType<object> = z.object({});

/** Files of devices that people bring, as rows of the contract. */
export const importCalls = {
  /** A file is to be handed over in pieces, whatever host the window has. */
  'imports.begin': {
    input: z.object({ name: z.string().max(512), bytes: z.int().min(0).max(mostImportBytes) }),
    output: one,
    role: 'technician',
  },
  /** A piece of it, at most `importPieceBytes`; in order, and again where no answer came. */
  'imports.put': {
    input: z.object({
      id,
      offset: z.int().min(0),
      base64: z.base64().max(Math.ceil(importPieceBytes / 3) * 4),
    }),
    output: z.object({ received: z.int() }),
    role: 'technician',
    maxInput: importPieceBytes * 2,
  },
  /** What it looks like, read as `choice` says. */
  'imports.look': {
    input: z.object({
      id,
      choice: sourceChoiceSchema.default({}),
      groupId: z.string().max(64).nullable().default(null),
    }),
    output: importLookSchema,
    role: 'technician',
  },
  /** Begins to say what would happen; nothing does. `imports.get` has the plan once its state is `planned`. */
  'imports.plan': {
    input: z.object({ id, options: importOptionsSchema }),
    output: importInfoSchema,
    role: 'technician',
  },
  'imports.get': {
    input: one,
    output: z.object({
      info: importInfoSchema,
      plan: importPlanSchema.nullable(),
      /** Of what was let in. */
      deed: importDeedSchema.nullable(),
    }),
    role: 'technician',
  },
  /** Lets it in as it was planned: safe on disk when it answers; many devices need a line lead (`import-approval`). */
  'imports.start': { input: one, output: importInfoSchema, role: 'technician' },
  /** `undo` takes all of it back, and needs a line lead. */
  'imports.move': {
    input: z.object({ id, to: z.enum(['pause', 'resume', 'cancel', 'undo']) }),
    output: importInfoSchema,
    role: 'technician',
  },
  /** A file that was handed over and is not wanted. */
  'imports.drop': { input: one, output: done, role: 'technician' },
  /** Newest first. */
  'imports.list': {
    input: z.object({ limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ items: z.array(importInfoSchema) }),
    role: 'technician',
  },
  /** The rows that were not taken as a file that can be mended, in pieces; from 0 it is written anew. */
  'imports.refused': {
    input: z.object({ id, offset: z.int().min(0).default(0) }),
    output: z.object({ name: z.string(), base64: z.string(), next: z.int().nullable() }),
    role: 'technician',
  },
} as const;
