import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { compareVersions, longestManifest, type Manifest, openManifest } from './manifest.ts';

/** The program that would be updated. */
export interface Running {
  version: string;
  platform: NodeJS.Platform;
  arch: string;
  keys: readonly string[];
}

export interface Update {
  version: string;
  /** Those for this machine that lie beside the manifest, as they were signed. */
  files: (Manifest['files'][number] & { path: string })[];
}

/**
 * Whether what lies at `path` (a manifest, with installers beside it) may follow the program that is
 * running: signed, newer, not too far ahead, for this machine, and byte for byte what was signed.
 * Problems: `update-…`. Writes nothing.
 */
export async function checkUpdate(path: string, running: Running): Promise<Result<Update>> {
  const update = await findUpdate(path, running);
  if (!update.ok) return update;
  for (const file of update.value.files) {
    const same = await passThrough(file, async () => {});
    if (!same.ok) return same;
  }
  return update;
}

/** The same but for the bytes of the installers. */
export async function findUpdate(path: string, running: Running): Promise<Result<Update>> {
  const text = await readShort(path);
  if (!text.ok) return text;
  const opened = openManifest(text.value, running.keys);
  if (!opened.ok) return opened;
  const { version, minimum, files } = opened.value;
  const here = running.version;
  if (compareVersions(version, here) <= 0) return fail('update-not-newer', { version, here });
  if (compareVersions(here, minimum) < 0) return fail('update-too-far', { version, here, minimum });
  const ours = files.filter((f) => f.platform === running.platform && f.arch === running.arch);
  const machine = `${running.platform} ${running.arch}`;
  if (ours.length === 0) return fail('update-not-for-us', { machine });
  const found: Update['files'] = [];
  for (const file of ours) {
    const at = join(dirname(path), file.name);
    if (await isThere(at)) found.push({ ...file, path: at });
  }
  const names = ours.map(({ name }) => name).join(', ');
  return found.length > 0 ? ok({ version, files: found }) : fail('update-file-missing', { names });
}

/**
 * Reads an installer once, gives each piece to `take`, and says whether it was what was signed. Counted
 * while it is read: a file that was changed in between is told from what was handed on.
 */
export async function passThrough(
  file: Update['files'][number],
  take: (piece: Buffer) => Promise<unknown>,
): Promise<Result<object>> {
  const changed = fail('update-file-changed', { name: file.name });
  try {
    await using handle = await open(file.path, 'r');
    if (!(await handle.stat()).isFile()) return changed;
    const hash = createHash('sha512');
    let bytes = 0;
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      bytes += (piece as Buffer).length;
      if (bytes > file.bytes) return changed;
      hash.update(piece as Buffer);
      await take(piece as Buffer);
    }
    return bytes === file.bytes && hash.digest('hex') === file.sha512 ? ok({}) : changed;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return fail('update-unreadable', { detail: code ?? message });
  }
}

async function readShort(path: string): Promise<Result<string>> {
  try {
    await using handle = await open(path, 'r');
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > longestManifest) {
      return fail('update-unreadable', { detail: 'it is no manifest' });
    }
    return ok(await handle.readFile('utf8'));
  } catch (error) {
    return fail('update-unreadable', { detail: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await using handle = await open(path, 'r');
    return (await handle.stat()).isFile();
  } catch {
    return false;
  }
}
