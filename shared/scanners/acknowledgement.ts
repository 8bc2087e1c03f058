import type { Verdict } from '../models/read.ts';
import type { Acknowledgement } from '../models/scanner.ts';
import { readEscapes } from './escapes.ts';

type Answers = Record<Exclude<Verdict['verdict'], 'noted'>, string>;

/**
 * What scanners understand. Honeywell's Host ACK (Xenon/Granit user guide, "Host ACK Responses"): an
 * escape command ends in a comma; `ESC 7` is the beep of a good read, `ESC 8` the razz, `ESC 4` a low
 * beep. The guide sends the razz twice for what is refused. `bel` is for scanners that beep on BEL:
 * one beep, two, three.
 */
const known: Record<'honeywell' | 'bel', Answers> = {
  honeywell: { accepted: '\x1b7,', seen: '\x1b4,\x1b4,', refused: '\x1b8,\x1b8,' },
  bel: { accepted: '\x07', seen: '\x07\x07', refused: '\x07\x07\x07' },
};

/** The bytes for a verdict, one character a byte; empty when the scanner is told nothing. */
export function answerFor(acknowledgement: Acknowledgement, verdict: Verdict['verdict']): string {
  // What was taken note of was taken by the system, too.
  const answer = verdict === 'noted' ? 'accepted' : verdict;
  switch (acknowledgement.kind) {
    case 'none':
      return '';
    case 'custom':
      return readEscapes(acknowledgement[answer]) ?? '';
    default:
      return known[acknowledgement.kind][answer];
  }
}
