import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditHead } from './audit-chain.ts';
import { eventSchema, type StationEvent } from './events.ts';
import { chain, firstHash, readLine } from './journal-line.ts';
import { linesOf } from './lines.ts';

/** What is wrong with the journal, and where. */
export interface JournalFault {
  file: string;
  /** 1 = the first line of that file. */
  line: number;
  detail: string;
}

export const journalFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^journal-\d{6}\.ndjson$/.test(name))
        .sort()
    : [];

/** What a line says beside its event. */
export interface LineFacts {
  n: number;
  /** Where the audit log stood after it; absent where it did not move, or was not there yet. */
  audit: AuditHead | null;
}

const factsSchema = z.object({
  n: z.int(),
  audit: z.object({ n: z.int(), hash: z.string() }).nullable().default(null),
});

/**
 * Reads the whole journal from its first line: length, checksum, number and hash chain of each. Gives
 * every whole entry to `onEvent`, also those behind a fault, and answers the first fault it met.
 */
export async function walkJournal(
  folder: string,
  onEvent: (event: StationEvent, facts: LineFacts) => void,
): Promise<{ entries: number; last: string; fault: JournalFault | null }> {
  let hash = firstHash;
  let n = 0;
  let fault: JournalFault | null = null;
  for (const file of journalFiles(folder)) {
    let number = 0;
    for await (const line of linesOf(join(folder, file))) {
      number++;
      const read = readLine(line);
      const wrong = (detail: string) => {
        fault ??= { file, line: number, detail };
      };
      if ('wrong' in read) {
        wrong(read.wrong);
        continue;
      }
      const parsed = JSON.parse(read.entry) as { n?: number };
      if (parsed.n !== n + 1) wrong(`entry ${parsed.n} follows entry ${n}: lines are missing`);
      else if (chain(hash, read.entry) !== read.hash) wrong('the chain is broken');
      n = parsed.n ?? n + 1;
      hash = read.hash;
      const event = eventSchema.safeParse(parsed);
      const facts = factsSchema.safeParse(parsed);
      if (event.success && facts.success) onEvent(event.data, facts.data);
      else wrong('an entry of unknown form');
    }
  }
  return { entries: n, last: hash, fault };
}
