import type { ImportCounts, ImportInfo, ImportState, RowKind } from '../../shared/models/import.ts';
import type { ShapeKind } from '../common/shape.tsx';

export const stateShape: Record<ImportState, ShapeKind> = {
  open: 'note',
  planning: 'busy',
  planned: 'note',
  running: 'busy',
  paused: 'pause',
  cancelled: 'off',
  done: 'ok',
  undoing: 'busy',
  undone: 'off',
};

/** Kinds of rows in the order in which people ask about them. */
export const kindsShown = [
  'create',
  'update',
  'unchanged',
  'repeated',
  'skipped',
  'conflict',
  'asked',
  'refused',
] as const satisfies readonly RowKind[];

export const kindShape: Record<RowKind, ShapeKind> = {
  create: 'ok',
  update: 'ok',
  unchanged: 'off',
  repeated: 'off',
  skipped: 'off',
  conflict: 'warn',
  asked: 'warn',
  refused: 'bad',
};

export const notTaken = ({ conflict, asked, refused }: ImportCounts): number =>
  conflict + asked + refused;

/** One that ended with rows left over is not simply well. */
export const shapeOfImport = ({ state, counts }: ImportInfo): ShapeKind =>
  state === 'done' && notTaken(counts) > 0 ? 'warn' : stateShape[state];
