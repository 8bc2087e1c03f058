import { rmSync } from 'node:fs';
import { fail } from '../../../shared/problems.ts';
import { diskProblem } from '../../store/disk-problem.ts';
import { copyWhole, writeFileWhole } from '../../store/files.ts';
import { unwrap } from './command.ts';

/** Writes what a command was asked for, whole or not at all. @throws `disk-full`, `file-unwritable` */
export function writeOut(file: string, content: string | Uint8Array, mode: number): void {
  try {
    writeFileWhole(file, content, mode);
  } catch (error) {
    unwritable(file, error);
  }
}

/** The same with a file that was made elsewhere and is gone from there. @throws `disk-full`, `file-unwritable` */
export async function moveOut(from: string, file: string, mode: number): Promise<void> {
  await copyWhole(from, file, mode).catch((error) => unwritable(file, error));
  rmSync(from);
}

/** @throws the problem behind what writing a file threw */
export function unwritable(file: string, error: unknown): void {
  const found = diskProblem(error, file);
  const detail = String((error as { code?: string }).code ?? error);
  if (found.code === 'disk-full') unwrap(fail('disk-full'));
  unwrap(fail('file-unwritable', { file, detail }));
}
