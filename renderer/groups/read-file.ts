import { fail, ok, type Result } from '../../shared/problems.ts';

/**
 * The text of a chosen file, looked at before it is sent: `csv-too-large` above `maxMegabytes`,
 * `file-unreadable` where it is not UTF-8: a browser would put signs of doubt for what it cannot read,
 * and a name in another encoding would be lost.
 */
export async function readTextFile(file: File, maxMegabytes: number): Promise<Result<string>> {
  if (file.size > maxMegabytes * 1024 * 1024) return fail('csv-too-large', { max: maxMegabytes });
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return fail('file-unreadable', { file: file.name, detail: 'not UTF-8' });
  }
}
