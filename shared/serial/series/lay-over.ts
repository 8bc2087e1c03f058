import type { CompiledSeries } from './compile.ts';
import { alignUp, holds, type Span } from './span.ts';

/** Two SNs of one length laid over each other, place by place. */

/** What one side has at each place of an SN, for one text of its date parts. */
export interface Side {
  span: Span;
  /** A character; or the next one of the counter; or anything (a tag that is not known). */
  cells: readonly ({ fixed: string } | 'counter' | 'any')[];
  digit: ReadonlyMap<string, number>;
}

/** Places that may still be looked at. */
export interface Budget {
  left: number;
}

export type Laid = { kind: 'apart' } | { kind: 'both'; deviceSn: string } | { kind: 'unproved' };

const checkLength = ({ check }: CompiledSeries): number => check?.scheme.digits ?? 0;

/** Shortest and longest SN of a span, in characters. */
export function lengthsOf({ series, batchTag }: Span): { min: number; max: number } {
  let length = checkLength(series);
  let open = false;
  for (const field of series.fields) {
    if (field.kind === 'batch' && batchTag !== null) length += [...batchTag].length;
    else if (field.length === null) open = true;
    else length += field.length;
  }
  return open ? { min: length + 1, max: 64 } : { min: length, max: length };
}

export function sideOf(span: Span, dates: readonly string[], length: number): Side {
  const { series, batchTag } = span;
  const spare = length - lengthsOf(span).min + 1;
  const cells: Side['cells'][number][] = [];
  let date = 0;
  for (const field of series.fields) {
    if (field.kind === 'counter') {
      for (let place = 0; place < field.length; place++) cells.push('counter');
    } else if (field.kind === 'batch' && batchTag === null) {
      for (let place = 0; place < (field.length ?? spare); place++) cells.push('any');
    } else {
      const written =
        field.kind === 'text' ? field.text : field.kind === 'batch' ? batchTag : dates[date++];
      for (const fixed of written ?? '') cells.push({ fixed });
    }
  }
  return { span, cells, digit: new Map(series.alphabet.map((one, value) => [one, value])) };
}

/** The counter as far as it is written: its value, and how many characters it has by now. */
interface Begun {
  value: number;
  places: number;
}

export function layOver(a: Side, b: Side, length: number, budget: Budget): Laid {
  const [checkA, checkB] = [a.span.series.check, b.span.series.check];
  const alike =
    checkA?.name === checkB?.name && checkA?.alphabet.join('') === checkB?.alphabet.join('');
  // Equal bodies have equal check digits then.
  const end = alike ? length - checkLength(a.span.series) : length;
  const dead = new Set<string>();
  let guessed = false;
  const written: string[] = [];

  function walk(place: number, inA: Begun, inB: Begun): boolean {
    if (place === end) return true;
    if (--budget.left < 0) return false;
    const key = alike ? `${place} ${residue(a.span, inA)} ${residue(b.span, inB)}` : '';
    if (alike && dead.has(key)) return false;
    const [cellA, cellB] = [cellAt(a, place, written), cellAt(b, place, written)];
    if (cellA !== null && cellB !== null) {
      for (const character of charactersAt(cellA, cellB)) {
        const [nextA, nextB] = [take(a, cellA, character, inA), take(b, cellB, character, inB)];
        if (!nextA || !nextB) continue;
        written[place] = character;
        if (walk(place + 1, nextA, nextB)) return true;
      }
    }
    if (alike) dead.add(key);
    return false;
  }

  function charactersAt(
    cellA: NonNullable<ReturnType<typeof cellAt>>,
    cellB: NonNullable<ReturnType<typeof cellAt>>,
  ): readonly string[] {
    if (typeof cellA === 'object') return [cellA.fixed];
    if (typeof cellB === 'object') return [cellB.fixed];
    if (cellA === 'counter') return a.span.series.alphabet;
    if (cellB === 'counter') return b.span.series.alphabet;
    // Any character will do here, but perhaps not for the check digits behind it.
    if (!alike) guessed = true;
    return ['0'];
  }

  const none: Begun = { value: 0, places: 0 };
  if (walk(0, none, none)) {
    const body = written.slice(0, end).join('');
    const closing = alike && checkA ? checkA.scheme.closing(body, checkA.alphabet) : '';
    return closing === null ? { kind: 'unproved' } : { kind: 'both', deviceSn: body + closing };
  }
  return guessed || budget.left < 0 ? { kind: 'unproved' } : { kind: 'apart' };
}

/** Null where the side makes no SN that begins so. */
function cellAt(
  { span, cells }: Side,
  place: number,
  written: readonly string[],
): Side['cells'][number] | null {
  const cell = cells[place];
  if (cell !== undefined) return cell;
  const { check } = span.series;
  const body = written.slice(0, cells.length).join('');
  const fixed = check?.scheme.closing(body, check.alphabet)?.[place - cells.length];
  return fixed === undefined ? null : { fixed };
}

/** Goes on by one character; null where no counter of the span is written so. */
function take(
  { span, digit }: Side,
  cell: Side['cells'][number],
  character: string,
  begun: Begun,
): Begun | null {
  if (cell === 'any') return begun;
  if (typeof cell === 'object') return cell.fixed === character ? begun : null;
  const value = digit.get(character);
  if (value === undefined) return null;
  const next = {
    value: begun.value * span.series.alphabet.length + value,
    places: begun.places + 1,
  };
  const [low, high] = boundsOf(span, next);
  return holds(span, low, high) ? next : null;
}

/** The counters that begin so. */
function boundsOf({ series }: Span, { value, places }: Begun): [low: number, high: number] {
  const room = series.alphabet.length ** (series.width - places);
  return [value * room, (value + 1) * room - 1];
}

/** What of the counter so far decides over the rest: two that agree in it have the same future. */
function residue(span: Span, begun: Begun): string {
  const { series } = span;
  const [low, high] = boundsOf(span, begun);
  const inside = low >= alignUp(series, span.from) && high <= span.to;
  return inside ? `${(low - series.first) % series.step}` : `=${begun.value}`;
}
