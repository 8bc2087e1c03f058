import { z } from 'zod';

/** How a file that somebody brings is written: what can be told of it, and what a person may say instead. */

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export const tableKinds = ['csv', 'ndjson', 'json', 'xlsx'] as const;
export type TableKind = (typeof tableKinds)[number];

/** `certain`: nothing else is possible; `likely`: taken, and shown; `unsure`: a person has to choose. */
export const confidences = ['certain', 'likely', 'unsure'] as const;
export type Confidence = (typeof confidences)[number];

/** Why an encoding was taken: keys of `explanations`, so that a screen has words for each. */
export const encodingReasons = [
  'encoding-chosen',
  'encoding-mark',
  'encoding-ascii',
  'encoding-utf8',
  'encoding-utf8-damaged',
  'encoding-nuls',
  'encoding-chinese',
  'encoding-western',
  'encoding-either',
] as const;
export type EncodingReason = (typeof encodingReasons)[number];

/** What a person chose over what was found. */
export const sourceChoiceSchema = z.object({
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  /** Of a workbook: the name of the sheet; the first one that is not hidden where none is named. */
  sheet: z.string().max(64).optional(),
  /** The row that names the columns, as a spreadsheet counts; 0: none does, the first row is a device already. */
  heading: z.int().min(0).max(1000).optional(),
});
export type SourceChoice = z.infer<typeof sourceChoiceSchema>;

/** An encoding that the bytes allow, and how pieces of the file look in it, those with foreign characters first. */
export const encodingPreviewSchema = z.object({
  encoding: z.enum(encodings),
  preview: z.array(z.string().max(400)).max(8),
});

export const foundEncodingSchema = encodingPreviewSchema.extend({
  confidence: z.enum(confidences),
  reason: z.enum(encodingReasons),
  /** Bytes of a mark at the beginning that belong to no cell. */
  mark: z.int().min(0).max(3),
  /** The other ones that the bytes allow, likeliest first. */
  others: z.array(encodingPreviewSchema).max(encodings.length),
});
export type FoundEncoding = z.infer<typeof foundEncodingSchema>;

export const foundDelimiterSchema = z.object({
  delimiter: z.enum(delimiters),
  confidence: z.enum(confidences),
});
export type FoundDelimiter = z.infer<typeof foundDelimiterSchema>;

/** The sheet of a workbook that is read, and the others, which may be chosen instead. */
export const foundSheetSchema = z.object({
  name: z.string(),
  /** `likely`: it is the first of several that are shown. */
  confidence: z.enum(confidences),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
});
export type FoundSheet = z.infer<typeof foundSheetSchema>;
