import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { makeFolder, writeFileWhole } from '../store/files.ts';
import { files, inspectFolder, readIdentity, writeIdentity } from '../store/identity.ts';
import { journalFiles } from '../store/journal-check.ts';
import { type Draft, restore } from './restore.ts';
import { takenOverFile } from './second-folder.ts';

/**
 * Makes this computer go on as the station whose copies (its second folder's, or its own folder on a disk that was moved here) lie in
 * `from`: its newest good backup and its journal come into `folder`, which must be empty, under a higher epoch. The old one is fenced
 * out: by the cloud, which refuses the lower epoch, and by a note in `from` that it finds as soon as it looks there. Whoever opens the
 * station next ends it. Where the note cannot be left (a folder that is only read), `unfenced` says so. Problems:
 * `take-over-not-empty`, `take-over-nothing`, of `restore`.
 */
export async function takeOver(
  from: string,
  folder: string,
  now: number,
): Promise<Result<Draft & { unfenced: Problem | null }>> {
  try {
    const no = (detail: string) => fail('take-over-nothing', { folder: from, detail });
    if (!existsSync(join(from, files.identity))) return no(`there is no ${files.identity}`);
    const identity = readIdentity(from);
    if (!identity) return no(`${files.identity} cannot be read`);
    makeFolder(folder);
    const here = inspectFolder(folder);
    if (!here.ok || here.value.identity || journalFiles(folder).length > 0) {
      return fail('take-over-not-empty', { folder });
    }
    // Its database, where it is there, is not trusted; what no journal holds is read from it.
    const database = ['', '-wal'].map((suffix) => files.database + suffix);
    const there = database.filter((name) => existsSync(join(from, name)));
    for (const name of [...journalFiles(from), ...there]) {
      copyFileSync(join(from, name), join(folder, name));
    }
    writeIdentity(folder, identity);
    const why = problem('took-over', { folder: from });
    const done = await restore({ folder, elsewhere: [from], why, now });
    if (!done.ok) return done;
    const note = { epoch: identity.epoch + 1, at: now, by: folder };
    return ok({ ...done.value, unfenced: leaveNote(from, note) });
  } catch (error) {
    return { ok: false, problem: diskProblem(error, folder) };
  }
}

/** The station goes on here by now: without the note somebody has to keep the old computer switched off. */
function leaveNote(from: string, note: object): Problem | null {
  try {
    writeFileWhole(join(from, takenOverFile), `${JSON.stringify(note)}\n`);
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return problem('take-over-unfenced', { folder: from, detail: code ?? message });
  }
}
