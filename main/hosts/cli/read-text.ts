import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/problems.ts';

/** The whole file as text; bytes that are no UTF-8 are a problem, not a guess. `max` in bytes. */
export function readText(
  file: string,
  max: number,
  tooLarge: () => { ok: false } & Result<string>,
  notText: () => { ok: false } & Result<string> = () =>
    fail('catalog-not-json', { detail: 'it is not UTF-8 text' }),
): Result<string> {
  try {
    const found = statSync(file);
    if (!found.isFile()) return fail('file-unreadable', { file, detail: 'not a file' });
    if (found.size > max) return tooLarge();
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return notText();
    if (code === undefined) throw error;
    return fail('file-unreadable', { file, detail: code });
  }
}

/** A file that can be read as one; `file-unreadable` and why not. */
export function isFile(file: string): Result<object> {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile()
      ? ok({})
      : fail('file-unreadable', { file, detail: 'not a file' });
  } catch (error) {
    return fail('file-unreadable', { file, detail: String((error as { code?: string }).code) });
  }
}
