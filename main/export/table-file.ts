import type { Result } from '../../shared/problems.ts';

/** A table on its way into a file: its head is written when it is opened. */
export interface TableFile<Line> {
  /** Problem: one of the format's own limits. */
  add(line: Line): Result<object>;
  end(): void;
}

export type Write = (bytes: Uint8Array) => void;
