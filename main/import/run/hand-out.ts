import { existsSync } from 'node:fs';
import { parse } from 'node:path';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { openParts } from '../../store/files.ts';

/** A piece of a file for a window; the next one begins at `next`. */
export interface Piece {
  name: string;
  base64: string;
  next: number | null;
}

/** Bytes handed out at a time: three of them are four characters. */
const most = 3 * 128 * 1024;

/** `name`: of the file that the rows came from. */
export function pieceOf(path: string, name: string, offset: number): Result<Piece> {
  if (!existsSync(path)) return fail('import-unknown');
  const file = openParts(path);
  try {
    const length = Math.max(0, Math.min(most, file.size - offset));
    const next = offset + length < file.size ? offset + length : null;
    const base64 = Buffer.from(file.read(offset, length)).toString('base64');
    return ok({ name: `${parse(name).name}-refused.csv`, base64, next });
  } finally {
    file.close();
  }
}
