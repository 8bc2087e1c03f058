import type { CompiledSeries } from './compile.ts';
import { type Budget, layOver, lengthsOf, sideOf } from './lay-over.ts';
import { alignUp, datesOf, type Span } from './span.ts';

/**
 * Whether two spans can make the same SN. Null: proved that they cannot. `deviceSn`: one that both make;
 * null as well where the proof was given up (other check digits on both sides, too many ways): who wants to
 * be sure treats it as a meeting.
 *
 * Of one layout it is the arithmetic of two intervals with their steps. Of two layouts the SNs are laid
 * over each other character by character: at each place the interval of counters that begin as written so
 * far must still hold one of both sides.
 */
export interface Meeting {
  deviceSn: string | null;
}

/** Places looked at before the proof is given up. */
const most = 400_000;

export function meet(a: Span, b: Span): Meeting | null {
  if (a.from > a.to || b.from > b.to) return null;
  return a.series.layout === b.series.layout ? meetAlike(a, b) : meetAcross(a, b);
}

function meetAlike(a: Span, b: Span): Meeting | null {
  if (a.batchTag !== null && b.batchTag !== null && a.batchTag !== b.batchTag) {
    if (a.series.fields.some((field) => field.kind === 'batch')) return null;
  }
  const counter = commonCounter(a, b);
  if (counter === null) return null;
  const texts = new Set(datesOf(a).map((each) => each.join('\n')));
  if (!datesOf(b).some((each) => texts.has(each.join('\n')))) return null;
  const batchTag = a.batchTag ?? b.batchTag ?? 'A'.repeat(tagLength(a.series));
  const later = Math.max(a.days.from, b.days.from);
  // The day of a common text may be another on both sides (a one-character year): then there is no example.
  const day = later <= Math.min(a.days.to, b.days.to) ? later : null;
  const series = counter <= a.series.last ? a.series : b.series;
  const made = day === null ? null : series.snAt(counter, { day, batchTag });
  return { deviceSn: made?.ok ? made.value : null };
}

const tagLength = ({ fields }: CompiledSeries): number =>
  fields.find((field) => field.kind === 'batch')?.length ?? 1;

/** The least counter of both progressions; a period of both steps is enough to look through. */
function commonCounter(a: Span, b: Span): number | null {
  const end = Math.min(a.to, b.to);
  const start = alignUp(a.series, Math.max(a.from, b.from));
  for (let tried = 0, at = start; tried < b.series.step && at <= end; tried++) {
    if (alignUp(b.series, at) === at && at >= b.from) return at;
    at += a.series.step;
  }
  return null;
}

function meetAcross(a: Span, b: Span): Meeting | null {
  const budget: Budget = { left: most };
  const [one, two] = [lengthsOf(a), lengthsOf(b)];
  const [datesA, datesB] = [datesOf(a), datesOf(b)];
  let unproved = false;
  for (let length = Math.max(one.min, two.min); length <= Math.min(one.max, two.max); length++) {
    const sides = datesB.map((dates) => sideOf(b, dates, length));
    for (const dates of datesA) {
      const side = sideOf(a, dates, length);
      for (const other of sides) {
        const found = layOver(side, other, length, budget);
        if (found.kind === 'both') return { deviceSn: found.deviceSn };
        if (budget.left < 0) return { deviceSn: null };
        if (found.kind === 'unproved') unproved = true;
      }
    }
  }
  return unproved ? { deviceSn: null } : null;
}
