import { type Problem, problem } from '../problems.ts';

/** One way of reading an SN out of a text. */
export interface Candidate {
  deviceSn: string;
  /** The registration group that the code itself names (our own labels do). */
  groupId?: string;
}

/** What a code says beside the SN: a name, as it is written there or as its standard calls it, and the text. */
export type Fact = readonly [name: string, value: string];

/** What one format makes of a text. */
export interface Reading {
  /** Likeliest first. */
  candidates: Candidate[];
  facts: readonly Fact[];
  /** Why there is no candidate. */
  why?: Problem;
}

/** A text as a format gets it. */
export interface Scan {
  /** Without blanks and separators at its edges. */
  text: string;
  /** The same with the separators (GS, RS, EOT) that ended it: an envelope that lost its end is torn. */
  whole: string;
  /** AIM symbology identifier, where the scanner sent one. */
  aim?: string;
}

/** One kind of structure. `formats/` has a file for each, `find-sn.ts` the order in which they are tried. */
export interface Format {
  /** In a sentence: "There is no serial number in this … code". */
  name: string;
  /** The text can be nothing else, also when it is torn or misread: half a structure is never a bare SN. */
  shows(scan: Scan): boolean;
  read(scan: Scan): Reading;
  /** The text with what is secret in it covered, torn texts as well. */
  cover?(text: string): string;
}

/** Written in the place of a secret. */
export const covered = '***';

const unread = (why: Problem, facts: readonly Fact[] = []): Reading => ({
  candidates: [],
  facts,
  why,
});

/** The structure is whole and holds no SN, or two that differ. */
export const noSn = (format: string, facts?: readonly Fact[]): Reading =>
  unread(problem('read-no-sn', { format }), facts);

/** The structure is torn, or was changed on its way. */
export const damaged = (format: string): Reading => unread(problem('read-damaged', { format }));

/** A check digit or checksum inside the structure says that it was misread or misprinted. */
export const misread = (format: string): Reading => unread(problem('read-check-digit', { format }));

/** A GS1 Digital Link in its compressed form, which is not read. */
export const compressed = (): Reading => unread(problem('read-compressed'));

/** The SN where there is one, else `noSn`. */
export const snOrNone = (
  format: string,
  deviceSn: string | null | undefined,
  facts: readonly Fact[] = [],
): Reading => (deviceSn ? { candidates: [{ deviceSn }], facts } : noSn(format, facts));
