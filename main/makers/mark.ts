import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { journalName } from '../store/journal.ts';

/** Which file a journal is, as text: its number, then what tells it from a copy of itself. */
export type Mark = (folder: string, file: number) => string;

/**
 * By inode, birth and machine. Not by the number of the device: disks get another one at a restart. `birth` is 0
 * where the file system keeps none: then the inode and the machine decide.
 */
export const markOf: Mark = (folder, file) => {
  const path = join(folder, journalName(file));
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!found) return `${file} –`;
  return `${file} ino:${found.ino} birth:${birthOf(found)} host:${machine()}`;
};

/** Node gives the time of the last change where a file system keeps no birth: that is none. */
const birthOf = ({ birthtimeNs, ctimeNs }: { birthtimeNs: bigint; ctimeNs: bigint }): bigint =>
  birthtimeNs === ctimeNs ? 0n : birthtimeNs;

/** A hash, so that the identity of the machine stands in no backup. */
function machine(): string {
  let id = hostname();
  try {
    id = readFileSync('/etc/machine-id', 'utf8').trim() || id;
  } catch {
    // Other systems keep it elsewhere; the name of the machine does there.
  }
  return createHash('sha256').update(`lineside ${id}`).digest('hex').slice(0, 16);
}

/**
 * Whether a mark that was kept is that of the file as it is. Marks of before said `DEVICE:INODE`: of those only
 * the inode is held against the file. A birth that one of the two does not know is not held against it.
 */
export function sameFile(was: string, is: string): boolean {
  if (was === is) return true;
  const old = /^\d+ \d+:(\d+)$/.exec(was);
  if (old) return old[1] === partOf(is, 'ino');
  const births = [partOf(was, 'birth'), partOf(is, 'birth')];
  return (
    ['ino', 'host'].every(
      (name) => partOf(was, name) !== null && partOf(was, name) === partOf(is, name),
    ) &&
    (births.includes('0') || births[0] === births[1])
  );
}

const partOf = (mark: string, name: string): string | null =>
  new RegExp(`${name}:(\\S+)`).exec(mark)?.[1] ?? null;
