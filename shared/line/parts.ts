import type { LineNow, LineOptions, Part, Shift, Waiting } from '../models/line.ts';
import type { Source } from '../models/read.ts';
import { codeData } from '../serial/find-sn.ts';
import type { Fact } from '../serial/reading.ts';

/** A code that was understood, as one part of a unit. */
export interface PartRead {
  deviceSn: string;
  text: string;
  source: Source;
  /** Epoch milliseconds. */
  at: number;
  facts: readonly Fact[];
  /** Its SN is a device already, here or in the cloud. */
  known: boolean;
}

/** What a read is among the parts of the units in work. */
export type Said =
  /** All codes of the unit agree: it may be registered, with what all of them said. */
  | { kind: 'whole'; facts: readonly Fact[] }
  /** One part of `all`; `opens` where it is the first of its unit. */
  | { kind: 'part'; done: number; all: number; next: Part; opens: boolean }
  /** It joined the units that wait for the second person. */
  | { kind: 'lane'; count: number; opens: true }
  /** The same code once more: nothing changes. */
  | { kind: 'again' }
  /** Nothing tells it from the label that was read before: it may be that one. Nothing changes. */
  | { kind: 'same-label' }
  /** Another SN than the unit's. With a shift: the batch stops. */
  | { kind: 'differs'; expected: string; shift: Shift | null }
  /** A new unit, while the one before still lacks a code. */
  | { kind: 'unfinished'; expected: string }
  | { kind: 'no-unit' }
  | { kind: 'too-far'; count: number }
  /** The unit itself has to be read before its box label. */
  | { kind: 'lacks-device' }
  /** It begins nothing, because it is a device already. */
  | { kind: 'known' };

export interface Step {
  said: Said;
  now: LineNow;
}

/** Sooner than this after the same code from the same scanner it is the scanner that read twice (ms). */
export const rereadMs = 1000;

/** How many units back a label is looked for. */
export const memory = 24;

/** By the name a person gives it, else by its kind: a keyboard wedge has no name. */
export const scannerOf = ({ kind, name }: Source): string => name || kind;

export const isPaired = ({ parts }: LineOptions): boolean => parts.length > 1;

/**
 * Which part a code is, where its source or its beginning tells; null: its turn tells. Box codes may be told
 * by the scanner's identifier as well, where the batch names one.
 */
export function partOf(
  options: LineOptions,
  { text, source }: Pick<PartRead, 'text' | 'source'>,
): Part | null {
  const { parts } = options;
  const cable = source.kind === 'uart' || source.kind === 'usb';
  if (cable && parts.includes('device')) return 'device';
  if (!parts.includes('box')) return 'unit';
  if (options.persons === 2) return scannerOf(source) === options.boxScanner ? 'box' : 'unit';
  if (options.boxBegins === '') return null;
  const box = [codeData(text), text].some((each) => each.startsWith(options.boxBegins));
  return box ? 'box' : 'unit';
}

export const begin = (read: PartRead, part: Part): Waiting => ({
  deviceSn: read.deviceSn,
  at: read.at,
  source: read.source,
  parts: [part],
  facts: read.facts.map(([name, value]) => [name, value]),
  told: false,
  codes: [],
});

export const joined = (half: Waiting, read: PartRead, part: Part): Waiting => ({
  ...half,
  parts: [...half.parts, part],
  facts: [...half.facts, ...read.facts.map(([name, value]): [string, string] => [name, value])],
});

/** The next part that a unit lacks, in the order that was chosen; null: none. */
export const nextPart = ({ parts }: LineOptions, half: Waiting): Part | null =>
  parts.find((part) => !half.parts.includes(part)) ?? null;

/** A unit whose codes agree: labels that had been taken for its neighbours' are explained by that. */
export function agreed(now: LineNow, deviceSn: string, at: number): LineNow {
  return {
    ...now,
    units: [...now.units, { deviceSn, at }].slice(-memory),
    strays: now.strays.filter(({ unit, label }) => unit !== deviceSn && label !== deviceSn),
  };
}
