import { z } from 'zod';

/** Of each file so many characters are shown before it is saved. */
export const previewLength = 8000;

/** A file of a diagnostics archive as it is shown before anything is saved. */
export const diagnosticsFileSchema = z.object({
  name: z.string(),
  bytes: z.int(),
  preview: z.string(),
  /** The preview is not all of it. */
  cut: z.boolean(),
});
export type DiagnosticsFile = z.infer<typeof diagnosticsFileSchema>;

/** What a diagnostics archive will hold: what is saved afterwards is this very content, not a newer one. */
export const diagnosticsSchema = z.object({
  id: z.string(),
  /** As the archive is to be called. */
  name: z.string(),
  files: z.array(diagnosticsFileSchema),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;

/** The station's clock against the cloud's, in milliseconds: positive when the station is ahead. */
export const clockOffsetSchema = z.object({
  /** Null: no cloud, or it did not say what time it is. */
  offsetMs: z.int().nullable(),
  /** The truth is within so much of it. */
  withinMs: z.int().nullable(),
  detail: z.string(),
});
export type ClockOffset = z.infer<typeof clockOffsetSchema>;
