import { z } from 'zod';

/** A label template as lists show it; all lengths in millimetres. */
export const templateInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  width: z.number(),
  height: z.number(),
  perPage: z.int(),
});
export type TemplateInfo = z.infer<typeof templateInfoSchema>;

/** What is printed on one label. Never a secret: there is no field that could hold one. */
export const labelRecordSchema = z.object({
  groupId: z.string(),
  deviceSn: z.string(),
  /** First line under the code, e.g. the group's name; may be Chinese. */
  title: z.string(),
  /** What a template may place beside them, by the names of `shared/labels/fields.ts`. */
  fields: z.record(z.string(), z.string()).default({}),
});
export type LabelRecord = z.infer<typeof labelRecordSchema>;

/** Labels of a unit that was undone, to be destroyed. */
export const voidLabelSchema = z.object({
  id: z.int(),
  groupId: z.string(),
  deviceSn: z.string(),
  batchTag: z.string().nullable(),
  /** Pieces of paper still to be destroyed. */
  left: z.int(),
  /** When the unit was undone, epoch milliseconds; by whom and why. */
  at: z.int(),
  by: z.string(),
  reason: z.string(),
});
export type VoidLabel = z.infer<typeof voidLabelSchema>;

/** Ways to give QR codes away as a file: a sheet of them, pictures in a ZIP, or what they say. */
export const codeFormats = ['pdf', 'svg', 'png', 'csv'] as const;
export type CodeFormat = (typeof codeFormats)[number];
