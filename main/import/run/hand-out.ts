import { existsSync } from 'node:fs';
import { parse } from 'node:path';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { pieceOfFile } from '../../store/files.ts';

/** A piece of a file for a window; the next one begins at `next`. */
export interface Piece {
  name: string;
  base64: string;
  next: number | null;
}

/** `name`: of the file that the rows came from. */
export function pieceOf(path: string, name: string, offset: number): Result<Piece> {
  if (!existsSync(path)) return fail('import-unknown');
  return ok({ name: `${parse(name).name}-refused.csv`, ...pieceOfFile(path, offset) });
}
