import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { copyWhole, makeFolder, writeFileWhole } from '../store/files.ts';
import { files, type Identity } from '../store/identity.ts';
import { type JournalMark, journalName } from '../store/journal.ts';
import { backupsOf, listBackups, manifestOf } from './backup-files.ts';
import { rotate, sha256Of } from './make-backup.ts';

/**
 * A folder outside this computer (a share, a stick, another disk) that gets everything a spare needs to go on as this station:
 * who it is, its backups, and its journal up to the last confirmed entry.
 */
export const placeIn = (second: string, { stationId }: Pick<Identity, 'stationId'>): string =>
  join(second, stationId);

/** Written where a station's copies lie by whoever takes it over. */
export const takenOverFile = 'taken-over.json';
export const takenOverSchema = z.object({ epoch: z.int(), at: z.int(), by: z.string() });

/**
 * Brings the second folder up to what this one holds. What is there already is not sent again. Problems: `backup-folder-missing`,
 * `station-taken-over` where another computer went on as this station.
 */
export async function bringUp(
  folder: string,
  second: string,
  identity: Identity,
  mark: JournalMark,
): Promise<Result<object>> {
  try {
    // A share that is not mounted is an empty folder's name: nothing is made outside of what is there.
    if (!existsSync(second))
      return fail('backup-folder-missing', { folder: second, detail: 'ENOENT' });
    const place = placeIn(second, identity);
    makeFolder(backupsOf(place));
    const taken = takenOver(place, identity);
    if (!taken.ok) return taken;
    writeFileWhole(join(place, files.identity), `${JSON.stringify(identity, null, 2)}\n`);
    for (let file = 1; file <= mark.file; file++) {
      const name = journalName(file);
      const end = file === mark.file ? mark.end : Number.POSITIVE_INFINITY;
      await extend(join(folder, name), join(place, name), end);
    }
    await bringBackups(folder, place);
    return ok({});
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return fail('backup-folder-missing', { folder: second, detail: code ?? message });
  }
}

/** Somebody went on as this station, from what lies in `place`. */
export function takenOver(place: string, identity: Identity): Result<object> {
  const file = join(place, takenOverFile);
  if (!existsSync(file)) return ok({});
  const found = takenOverSchema.safeParse(parsed(file));
  if (!found.success || found.data.epoch <= identity.epoch) return ok({});
  return fail('station-taken-over', { at: new Date(found.data.at).toISOString() });
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function bringBackups(folder: string, place: string): Promise<void> {
  const theirs = new Set(listBackups(backupsOf(place)).map(({ at }) => at));
  // The older ones had their time; a folder that was set today gets what is newest.
  const [newest] = listBackups(backupsOf(folder)).filter(({ manifest }) => manifest !== null);
  if (!newest || theirs.has(newest.at)) return;
  const target = join(backupsOf(place), newest.file.slice(backupsOf(folder).length));
  await copyWhole(newest.file, target);
  if ((await sha256Of(target)) !== newest.manifest?.sha256) {
    throw new Error('what was copied there reads otherwise');
  }
  await copyWhole(manifestOf(newest.file), manifestOf(target));
  rotate(backupsOf(place));
}

/** Appends what is missing of a journal file, up to `end`; a copy that is longer was of lines that were taken back. */
async function extend(from: string, to: string, end: number): Promise<void> {
  if (!existsSync(from)) return;
  await using source = await open(from, 'r');
  const size = Math.min(end, (await source.stat()).size);
  await using target = await open(to, existsSync(to) ? 'r+' : 'w+', 0o600);
  let at = (await target.stat()).size;
  if (at === size) return;
  if (at > size) {
    await target.truncate(0);
    at = 0;
  }
  const piece = Buffer.alloc(256 * 1024);
  while (at < size) {
    const { bytesRead } = await source.read(piece, 0, Math.min(piece.length, size - at), at);
    if (bytesRead === 0) break;
    await target.write(piece, 0, bytesRead, at);
    at += bytesRead;
  }
  await target.datasync();
}
