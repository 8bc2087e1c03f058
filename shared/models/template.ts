import { z } from 'zod';

import { deviceNameSchema } from './device.ts';
import { templateInfoSchema } from './label.ts';
import { labelDesignSchema } from './label-design.ts';
import { problemSchema } from './problem.ts';
import { survivalScoreSchema } from './survival.ts';

/** Largest design as JSON text, in characters: pictures and all. */
export const mostDesignText = 1024 * 1024;

const version = z.int().min(1);
export const templateIdSchema = z.string().min(1).max(40);

/** A template as the list of designs shows it. */
export const templateCardSchema = templateInfoSchema.extend({
  version,
  builtIn: z.boolean(),
  /** Not offered for printing any more. */
  retired: z.boolean(),
  form: z.enum(['sheet', 'roll', 'tag']),
  /** Of the newest version, epoch milliseconds; null for built-in ones. */
  at: z.int().nullable(),
  by: z.string(),
  /** Null until somebody had this very design tried on this station. */
  survival: survivalScoreSchema.nullable(),
});
export type TemplateCard = z.infer<typeof templateCardSchema>;

export const openTemplateSchema = z.object({
  design: labelDesignSchema,
  builtIn: z.boolean(),
  retired: z.boolean(),
  /** Newest first; empty for built-in ones. */
  versions: z.array(z.object({ version, at: z.int(), by: z.string(), note: z.string() })),
});
export type OpenTemplate = z.infer<typeof openTemplateSchema>;

/** Whose label is shown: one that is made up (usual, or as long as everything may be), or a device's own. */
export const shownRecordSchema = z.union([z.enum(['sample', 'worst']), deviceNameSchema]);
export type ShownRecord = z.infer<typeof shownRecordSchema>;

/** What is wrong with a design, and where. */
export const designFaultSchema = z.object({
  /** An element's id; null: the whole label. */
  element: z.string().nullable(),
  /** `refused`: no label may be printed so; `warned`: it may, and somebody should know. */
  weight: z.enum(['refused', 'warned']),
  problem: problemSchema,
  /** Only labels with data as long as the catalog allows are so. */
  longest: z.boolean().optional(),
});
export type DesignFault = z.infer<typeof designFaultSchema>;

const millimetres = z.number();
const corner = { x: millimetres, y: millimetres };
const rectangle = { ...corner, width: millimetres, height: millimetres };

/** `Mark` of `shared/labels/draw/drawing.ts` as JSON carries it: letters are outlines, modules rows of 0 and 1. */
export const drawnMarkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('modules'),
    ...corner,
    module: millimetres,
    /** From the top; `1` is dark. */
    rows: z.array(z.string()),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('bars'),
    ...corner,
    height: millimetres,
    module: millimetres,
    widths: z.array(z.int()),
    text: z.string(),
  }),
  /** A path of SVG in millimetres. */
  z.object({ kind: z.literal('path'), d: z.string() }),
  z.object({ kind: z.literal('rectangle'), ...rectangle }),
  z.object({
    kind: z.literal('frame'),
    ...rectangle,
    thickness: millimetres,
    radius: millimetres,
  }),
  z.object({
    kind: z.literal('bitmap'),
    ...rectangle,
    columns: z.int(),
    rows: z.int(),
    /** As in `BitmapMark`, base64. */
    bits: z.string(),
  }),
]);
export type DrawnMark = z.infer<typeof drawnMarkSchema>;

export const drawnLabelSchema = z.object({
  width: millimetres,
  height: millimetres,
  /** One for each element, in the order of painting; one without a name where the layout is automatic. */
  parts: z.array(
    z.object({
      element: z.string().nullable(),
      marks: z.array(drawnMarkSchema),
      /** Why it could not be drawn. */
      problem: problemSchema.nullable(),
    }),
  ),
  faults: z.array(designFaultSchema),
  /** Whose label it is, made up or not. */
  deviceSn: z.string(),
});
export type DrawnLabel = z.infer<typeof drawnLabelSchema>;
