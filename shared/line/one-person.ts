import type { LineNow, LineOptions } from '../models/line.ts';
import { sameJson } from '../same-json.ts';
import { codeData } from '../serial/find-sn.ts';
import {
  agreed,
  begin,
  joined,
  memory,
  nextPart,
  type PartRead,
  partOf,
  type Step,
  scannerOf,
} from './parts.ts';
import { nameShift } from './shift.ts';

/**
 * The codes of one unit follow each other, from any scanner. At most one unit is half read. Where only its
 * turn tells what a label is, the same text from the same scanner is no second label: a person who is
 * interrupted scans the first one twice, however much later.
 */
export function onePerson(options: LineOptions, now: LineNow, read: PartRead): Step {
  const [half] = now.waiting;
  const all = options.parts.length;
  const told = partOf(options, read);
  const code = { text: codeData(read.text), scanner: scannerOf(read.source) };
  if (!half) {
    if (read.known) return { said: { kind: 'known' }, now };
    const first = { ...begin(read, told ?? 'unit'), codes: [code] };
    const next = nextPart(options, first) ?? 'unit';
    const said = { kind: 'part' as const, done: 1, all, next, opens: true };
    return { said, now: { ...now, waiting: [first] } };
  }
  const part = told ?? (half.parts.includes('unit') ? 'box' : 'unit');
  const has = half.parts.includes(part);
  if (half.deviceSn === read.deviceSn) {
    if (has) return { said: { kind: 'again' }, now };
    if (told === null && half.codes.some((before) => sameJson(before, code))) {
      return { said: { kind: 'same-label' }, now };
    }
    const more = { ...joined(half, read, part), codes: [...half.codes, code] };
    const next = nextPart(options, more);
    if (next === null) {
      const then = agreed({ ...now, waiting: [] }, read.deviceSn, read.at);
      return { said: { kind: 'whole', facts: more.facts }, now: then };
    }
    const said = { kind: 'part' as const, done: more.parts.length, all, next, opens: false };
    return { said, now: { ...now, waiting: [more] } };
  }
  if (has) return { said: { kind: 'unfinished', expected: half.deviceSn }, now };
  const boxFirst = part === 'unit' && half.parts.includes('box');
  const [unit, label] = boxFirst ? [read.deviceSn, half.deviceSn] : [half.deviceSn, read.deviceSn];
  const units = [...now.units, { deviceSn: unit, at: half.at }].slice(-memory);
  const strays = [...now.strays, { unit, label, at: read.at }].slice(-memory);
  const shift = nameShift(
    units.map(({ deviceSn }) => deviceSn),
    strays,
  );
  const said = { kind: 'differs' as const, expected: half.deviceSn, shift };
  return { said, now: { ...now, waiting: [], units, strays } };
}
