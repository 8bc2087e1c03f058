import { writeCsv } from '../../../shared/csv.ts';
import type { Piece } from '../../../shared/models/printing.ts';

const columns = [
  'groupId',
  'deviceSn',
  'account',
  'template',
  'version',
  'printer',
  'media',
  'batchId',
  'jobId',
  'seq',
  'copy',
  'by',
  'at',
] as const satisfies readonly (keyof Piece)[];

/** Labels for a spreadsheet; times in UTC (ISO 8601). A BOM tells Excel that it is UTF-8. */
export const piecesCsv = (pieces: readonly Piece[]): string =>
  `\ufeff${writeCsv([
    columns,
    ...pieces.map((piece) =>
      columns.map((column) =>
        column === 'at' ? new Date(piece.at).toISOString() : String(piece[column] ?? ''),
      ),
    ),
  ])}`;
