import { notTaken } from '../../shared/import/counts.ts';
import type { ImportInfo, ImportState, RowKind } from '../../shared/models/import.ts';
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

/** One that ended with rows left over is not simply well. */
export const shapeOfImport = ({ state, counts }: ImportInfo): ShapeKind =>
  state === 'done' && notTaken(counts) > 0 ? 'warn' : stateShape[state];
