import { randomInt } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeFileWhole } from '../store/files.ts';

/**
 * How far a PDF was read back, kept beside it: after a pause or a power cut, equal bytes of equal records are not looked
 * at from the beginning. The seed is kept as well, so that a sample is the same one.
 */
export interface ProofNotes {
  readonly seed: number;
  /** What is read back now; what was noted of something else counts for nothing. */
  about(digest: string): void;
  looked: number;
  drop(): void;
}

const noted = z.object({
  digest: z.string(),
  seed: z.int().min(0),
  looked: z.int().min(0),
});

const notesFile = (pdf: string): string => `${pdf}.proof`;

/** Nobody will ask for this PDF again. */
export const dropNotes = (pdf: string): void => rmSync(notesFile(pdf), { force: true });

export function openNotes(pdf: string): ProofNotes {
  const path = notesFile(pdf);
  let notes = read(path) ?? { digest: '', seed: randomInt(2 ** 32), looked: 0 };
  return {
    seed: notes.seed,
    about(digest) {
      if (notes.digest !== digest) notes = { ...notes, digest, looked: 0 };
    },
    get looked() {
      return notes.looked;
    },
    set looked(looked) {
      notes = { ...notes, looked };
      writeFileWhole(path, JSON.stringify(notes));
    },
    drop: () => dropNotes(pdf),
  };
}

function read(path: string): z.infer<typeof noted> | null {
  try {
    return noted.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}
