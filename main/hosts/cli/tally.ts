import type { Verdict } from '../../../shared/models/read.ts';
import { print } from './command.ts';
import { verdictLine } from './job.ts';

/** Prints verdicts, counts them, and takes no more than so many. */
export interface Tally {
  /** Null, and nothing is read: there were enough. */
  take(read: () => Verdict): Verdict | null;
  refused(): number;
  /** Resolves when there were enough; never where no limit was given. */
  enough: Promise<void>;
}

export function createTally(most: number | undefined): Tally {
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  let verdicts = 0;
  let refused = 0;
  return {
    take(read) {
      if (most !== undefined && verdicts >= most) return null;
      const verdict = read();
      print(verdictLine(verdict));
      verdicts++;
      if (verdict.verdict === 'refused') refused++;
      if (verdicts === most) resolve();
      return verdict;
    },
    refused: () => refused,
    enough,
  };
}
