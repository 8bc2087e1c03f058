import {
  type Unit,
  type UnitBeginning,
  type UnitReading,
  type UnitWish,
  unitWishSchema,
} from '../../shared/models/unit.ts';
import { unitExamples } from '../../shared/units/examples.ts';
import { compileUnitPattern } from '../../shared/units/pattern.ts';

/** A unit's profile as it is typed: all fields at once, so that a change of mind loses nothing. */
export interface UnitDraft {
  kind: UnitWish['kind'];
  path: string;
  baudRate: number;
  dataBits: 7 | 8;
  parity: Extract<UnitWish, { kind: 'uart' }>['parity'];
  stopBits: 1 | 2;
  begins: UnitBeginning['kind'];
  greeting: string;
  everySeconds: number;
  send: string;
  reading: UnitReading['kind'];
  pattern: string;
  end: string;
  timeoutMs: number;
  attempts: number;
  vendorId: string;
  productId: string;
  /** Of USB; empty where the whole serial number is the SN. */
  serialPattern: string;
}

export const emptyUnit: UnitDraft = {
  kind: 'uart',
  path: '',
  baudRate: 115_200,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  begins: 'command',
  greeting: '',
  everySeconds: 2,
  send: '',
  reading: 'pattern',
  pattern: '',
  end: '',
  timeoutMs: 2000,
  attempts: 3,
  vendorId: '',
  productId: '',
  serialPattern: '',
};

export type ExampleName = keyof typeof unitExamples;
export const exampleNames = Object.keys(unitExamples) as ExampleName[];

/** What an example fills in; port and beginning stay as they are. */
export function withExample(draft: UnitDraft, name: ExampleName): UnitDraft {
  const { send, baudRate, reading } = unitExamples[name];
  const { pattern, end } = reading.kind === 'pattern' ? reading : draft;
  return { ...draft, kind: 'uart', send, baudRate, reading: reading.kind, pattern, end };
}

/** Null while something of it cannot be read. */
export function wishOf(draft: UnitDraft): UnitWish | null {
  const read = unitWishSchema.safeParse(
    draft.kind === 'usb'
      ? {
          kind: 'usb',
          vendorId: draft.vendorId,
          productId: draft.productId.trim() || null,
          pattern: draft.serialPattern || null,
        }
      : { ...draft, begins: beginsOf(draft), reading: readingOf(draft) },
  );
  return read.success ? read.data : null;
}

function beginsOf({ begins, greeting, everySeconds }: UnitDraft): UnitBeginning {
  if (begins === 'arrival') return { kind: begins, greeting };
  return begins === 'poll' ? { kind: begins, everySeconds } : { kind: begins };
}

const readingOf = ({ reading, pattern, end }: UnitDraft): UnitReading =>
  reading === 'json' ? { kind: 'json' } : { kind: 'pattern', pattern, end };

export function draftOf(unit: Unit): UnitDraft {
  if (unit.kind === 'usb') {
    const { vendorId, productId, pattern } = unit;
    const usb = { vendorId, productId: productId ?? '', serialPattern: pattern ?? '' };
    return { ...emptyUnit, kind: 'usb', ...usb };
  }
  const { begins, reading, path, baudRate, dataBits, parity, stopBits } = unit;
  const { send, timeoutMs, attempts } = unit;
  return {
    ...emptyUnit,
    ...{ path, baudRate, dataBits, parity, stopBits, send, timeoutMs, attempts },
    begins: begins.kind,
    ...(begins.kind === 'arrival' ? { greeting: begins.greeting } : {}),
    ...(begins.kind === 'poll' ? { everySeconds: begins.everySeconds } : {}),
    reading: reading.kind,
    ...(reading.kind === 'pattern' ? { pattern: reading.pattern, end: reading.end } : {}),
  };
}

/** What is wrong with a pattern as far as it is typed; null when nothing is, or nothing is typed. */
export function patternError(pattern: string): string | null {
  if (pattern === '') return null;
  const compiled = compileUnitPattern(pattern);
  return typeof compiled === 'string' ? compiled : null;
}
