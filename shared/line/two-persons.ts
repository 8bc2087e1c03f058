import type { LineNow, LineOptions } from '../models/line.ts';
import { agreed, begin, joined, type PartRead, partOf, type Step } from './parts.ts';
import { nameShift } from './shift.ts';

/**
 * One scans unit labels, the other box labels some units later: first in, first out. A box label is
 * compared with the unit whose turn it is, and with no other: what stands next to it on the belt may be
 * any of them.
 */
export function twoPersons(options: LineOptions, now: LineNow, read: PartRead): Step {
  switch (partOf(options, read)) {
    case 'device':
      return fromUnitItself(options, now, read);
    case 'box':
      return boxLabel(options, now, read);
    default:
      return unitLabel(options, now, read);
  }
}

function unitLabel(options: LineOptions, now: LineNow, read: PartRead): Step {
  const there = now.waiting.find(({ deviceSn }) => deviceSn === read.deviceSn);
  if (there?.parts.includes('unit')) return { said: { kind: 'again' }, now };
  if (there)
    return lane(
      now,
      now.waiting.map((half) => (half === there ? joined(half, read, 'unit') : half)),
    );
  if (read.known) return { said: { kind: 'known' }, now };
  return enter(options, now, read, 'unit');
}

/** The unit on the cable is at the first place, before or after its label. */
function fromUnitItself(options: LineOptions, now: LineNow, read: PartRead): Step {
  const there = now.waiting.find(({ deviceSn }) => deviceSn === read.deviceSn);
  if (there?.parts.includes('device')) return { said: { kind: 'again' }, now };
  if (there)
    return lane(
      now,
      now.waiting.map((half) => (half === there ? joined(half, read, 'device') : half)),
    );
  if (read.known) return { said: { kind: 'known' }, now };
  const open = now.waiting.find(({ parts }) => !parts.includes('device'));
  if (open) return { said: { kind: 'differs', expected: open.deviceSn, shift: null }, now };
  return enter(options, now, read, 'device');
}

function enter(options: LineOptions, now: LineNow, read: PartRead, part: 'unit' | 'device'): Step {
  const { waiting } = now;
  const last = waiting.at(-1);
  if (last && !last.parts.includes('unit')) {
    return { said: { kind: 'differs', expected: last.deviceSn, shift: null }, now };
  }
  if (waiting.length >= options.apart) {
    return { said: { kind: 'too-far', count: waiting.length }, now };
  }
  return lane(now, [...waiting, begin(read, part)]);
}

const lane = (now: LineNow, waiting: LineNow['waiting']): Step => ({
  said: { kind: 'lane', count: waiting.length, opens: true },
  now: { ...now, waiting },
});

function boxLabel(options: LineOptions, now: LineNow, read: PartRead): Step {
  const [first, ...others] = now.waiting;
  if (first?.deviceSn === read.deviceSn) {
    const whole = joined(first, read, 'box');
    if (options.parts.some((part) => !whole.parts.includes(part))) {
      return { said: { kind: 'lacks-device' }, now };
    }
    const then = agreed({ ...now, waiting: others }, read.deviceSn, read.at);
    return { said: { kind: 'whole', facts: whole.facts }, now: then };
  }
  const stray = { unit: first?.deviceSn ?? '', label: read.deviceSn, at: read.at };
  const shift = nameShift(order(now), [stray]);
  if (shift) {
    const said = { kind: 'differs' as const, expected: stray.unit, shift };
    return { said, now: { ...now, strays: [stray] } };
  }
  // A label that belongs to none of the units here is put aside; the unit keeps its turn.
  if (!first) return { said: { kind: read.known ? 'known' : 'no-unit' }, now };
  return { said: { kind: 'differs', expected: first.deviceSn, shift: null }, now };
}

/** All units whose labels may turn up, in the order of their turns. */
const order = (now: LineNow): string[] => [
  ...now.units.map(({ deviceSn }) => deviceSn),
  ...now.waiting.map(({ deviceSn }) => deviceSn),
];

/**
 * A box label that was scanned after the batch had stopped: it registers nothing, but the alarm can be
 * named better by it. One label ahead and the next one behind are two that were swapped.
 */
export function moreEvidence(options: LineOptions, now: LineNow, read: PartRead): LineNow {
  if (options.persons !== 2 || partOf(options, read) !== 'box' || now.strays.length === 0)
    return now;
  const unit = now.waiting[now.strays.length]?.deviceSn;
  const told = now.strays.some(({ label }) => label === read.deviceSn);
  if (unit === undefined || told) return now;
  return { ...now, strays: [...now.strays, { unit, label: read.deviceSn, at: read.at }] };
}

export const nameAgain = (now: LineNow) => nameShift(order(now), now.strays);
