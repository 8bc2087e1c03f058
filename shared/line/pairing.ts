import type { LineNow, LineOptions, Waiting, WayOn } from '../models/line.ts';
import { codeData } from '../serial/find-sn.ts';
import { onePerson } from './one-person.ts';
import { type PartRead, partOf, rereadMs, type Step, scannerOf } from './parts.ts';
import { twoPersons } from './two-persons.ts';

/**
 * Takes one code together with those before it. Pure. A unit is whole only when all its parts were read
 * and all say the same SN; in every other case nothing may be registered.
 */
export function takePart(options: LineOptions, now: LineNow, read: PartRead): Step {
  const scanner = scannerOf(read.source);
  const { last } = now;
  const twice =
    last !== null &&
    codeData(last.text) === codeData(read.text) &&
    last.scanner === scanner &&
    read.at - last.at < rereadMs &&
    partOf(options, { text: last.text, source: read.source }) === partOf(options, read);
  if (twice) return { said: { kind: 'again' }, now };
  const heard = { ...now, last: { text: read.text, scanner, at: read.at } };
  return options.persons === 2 ? twoPersons(options, heard, read) : onePerson(options, heard, read);
}

/** Units that have waited too long for their other codes and were not spoken of yet. */
export const lateUnits = (options: LineOptions, now: LineNow, at: number): Waiting[] =>
  now.waiting.filter((half) => !half.told && at - half.at >= options.waitSeconds * 1000);

/**
 * After they were spoken of. One person: the half is dropped, both codes are scanned again. Two persons:
 * the unit stands on the line and keeps its turn.
 */
export function toldLate(options: LineOptions, now: LineNow, late: readonly Waiting[]): LineNow {
  const sns = new Set(late.map(({ deviceSn }) => deviceSn));
  const waiting =
    options.persons === 2
      ? now.waiting.map((half) => (sns.has(half.deviceSn) ? { ...half, told: true } : half))
      : now.waiting.filter((half) => !sns.has(half.deviceSn));
  return { ...now, waiting };
}

/**
 * The line goes on. `again`: whatever waits is forgotten and scanned anew from its first code. `keep`: the
 * labels were put right by hand; the units keep their turns.
 */
export const goOn = (now: LineNow, way: WayOn): LineNow => ({
  ...now,
  waiting: way === 'again' ? [] : now.waiting,
  strays: [],
  last: null,
});
