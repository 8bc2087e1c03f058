import type { ImportCounts } from '../models/import.ts';

/** Sums over what became of a file's rows, the same wherever they are said. */

export const noCounts = (): ImportCounts => ({
  rows: 0,
  create: 0,
  update: 0,
  unchanged: 0,
  repeated: 0,
  skipped: 0,
  conflict: 0,
  asked: 0,
  refused: 0,
  repaired: 0,
});

/** Devices that are made or changed. */
export const changesOf = ({ create, update }: ImportCounts): number => create + update;

/** Rows that come back to be mended. */
export const notTaken = ({ conflict, asked, refused }: ImportCounts): number =>
  conflict + asked + refused;
