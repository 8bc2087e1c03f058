import { readFile } from 'node:fs/promises';
import { problem } from '../../../shared/problems.ts';
import { copyWhole, writeFileWhole } from '../../store/files.ts';
import type { Piece, PrinterLanguage, PrintPieces, SendReport } from '../driver.ts';

/** The job itself could not be read: no fault of the printer. */
export class PiecesFailed extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'PiecesFailed';
  }
}

/** The bytes of a piece. */
export const bytesOf = async (piece: Piece): Promise<Uint8Array> =>
  piece instanceof Uint8Array ? piece : await readFile(piece.file);

/** The pieces, with what goes wrong in making them told apart from what goes wrong in sending. */
async function* safely(pieces: PrintPieces['pieces']): AsyncGenerator<Piece> {
  try {
    yield* pieces;
  } catch (error) {
    throw new PiecesFailed(error);
  }
}

/** The bytes of each piece; throws `PiecesFailed`. */
export async function* tagged(pieces: PrintPieces['pieces']): AsyncGenerator<Uint8Array> {
  for await (const piece of safely(pieces)) yield await bytesOf(piece);
}

/** The report on a job in another language than the printer's; null when it is in its own. */
export const unfit = (job: PrintPieces, language: PrinterLanguage): SendReport | null =>
  job.language === language
    ? null
    : {
        taken: 0,
        begun: 0,
        problem: problem('printer-language-unfit', { language, given: job.language }),
      };

/** All of them in one, for ways that take a whole file: a PDF as it lies on disk, labels in memory, of one run. */
export async function gathered(
  pieces: PrintPieces['pieces'],
): Promise<{ whole: Piece; count: number }> {
  const parts: Piece[] = [];
  for await (const piece of safely(pieces)) parts.push(piece);
  const [first] = parts;
  if (first && parts.length === 1) return { whole: first, count: 1 };
  return { whole: Buffer.concat(await Promise.all(parts.map(bytesOf))), count: parts.length };
}

/** Puts what was gathered into a file, whole or not at all. */
export async function putInto(path: string, whole: Piece): Promise<void> {
  if (whole instanceof Uint8Array) writeFileWhole(path, whole);
  else await copyWhole(whole.file, path);
}
