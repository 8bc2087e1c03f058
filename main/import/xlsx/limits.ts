const MiB = 1024 * 1024;

/** What a workbook may hold before it is refused. Only shared strings stay in memory; all else passes through. */
export const workbookLimits = {
  /** Bytes of the file. */
  file: 512 * MiB,
  /** Files in the archive, and bytes of the list of them. */
  entries: 10_000,
  directory: 4 * MiB,
  /** Inflated bytes of a part that only describes, of the formats, of the shared strings, and of a sheet. */
  description: 4 * MiB,
  styles: 32 * MiB,
  strings: 1024 * MiB,
  sheet: 4096 * MiB,
  /** A part may be so many times as large as it is packed, once it is larger than `small` (Apache POI has the same). */
  ratio: 100,
  small: 32 * MiB,
  /** Bytes of all shared strings together, as they are kept. */
  keptStrings: 128 * MiB,
  /** Sheets ("Excel specifications and limits" has only memory), cell formats (from there), rows and columns (from there). */
  sheets: 1024,
  formats: 65_490,
  rows: 1_048_576,
  columns: 16_384,
  /** MiB of the heap of the worker that reads it. */
  heap: 192,
} as const;
