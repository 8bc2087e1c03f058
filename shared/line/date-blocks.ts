import { type Days, localDay, readDateCode, readDateForm } from '../serial/date-code.ts';

/**
 * Dates of four characters or more are known by themselves; shorter ones (a week alone, one letter for the
 * month) look like anything and have to be named as parts of the group's rule.
 */
const forms = [
  'YYYYMMDD',
  'YYMMDD',
  'YYYYWW',
  'YYYYMM',
  'YYYYDDD',
  'YYDDD',
  'YDDD',
  'YYWW',
  'YYMM',
  'WWYY',
  'DDMMYY',
  'MMYY',
];
const read = forms.map((form) => ({ width: form.length, tokens: readDateForm(form) ?? [] }));

/** A unit is labelled within about a year of its scan, and never long after it. In days. */
const longAgo = 400;
const ahead = 8;
/** Two units of one batch are made within this time of each other, in days. */
const oneBatch = 62;

/**
 * Whether characters `position` of both SNs stand in a date that moved on: the block is a likely date in
 * both, of one form, and they are near each other. `at` is when the new one was scanned.
 */
export function dateMoved(before: string, after: string, position: number, at: number): boolean {
  const today = localDay(at);
  return read.some(({ width, tokens }) => {
    for (let from = Math.max(0, position - width + 1); from <= position; from++) {
      const [was, is] = [before, after].map((sn) =>
        likely(readDateCode(tokens, sn.slice(from, from + width), today), today),
      );
      // What stands around the date is the same: it is the date that differs, not the whole SN.
      if (was && is && near(was, is) && standsAlone(before, from, width)) return true;
    }
    return false;
  });
}

const likely = (days: Days | null, today: number): Days | null =>
  days && days.to >= today - longAgo && days.from <= today + ahead ? days : null;

const near = (a: Days, b: Days): boolean => a.from - b.to <= oneBatch && b.from - a.to <= oneBatch;

const standsAlone = (sn: string, from: number, width: number): boolean =>
  sn.slice(from, from + width).length === width;
