import { problem } from '../../../shared/problems.ts';
import type { PrinterLanguage, PrintPieces, SendReport } from '../driver.ts';

/** The job itself could not be read: no fault of the printer. */
export class PiecesFailed extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'PiecesFailed';
  }
}

/** The pieces, with what goes wrong in making them told apart from what goes wrong in sending. */
export async function* tagged(pieces: PrintPieces['pieces']): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw new PiecesFailed(error);
  }
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

/** All of them in one, for ways that take a whole file; never more than one job's worth in memory. */
export async function gathered(
  pieces: PrintPieces['pieces'],
): Promise<{ bytes: Buffer; count: number }> {
  const parts: Uint8Array[] = [];
  for await (const piece of tagged(pieces)) parts.push(piece);
  return { bytes: Buffer.concat(parts), count: parts.length };
}
