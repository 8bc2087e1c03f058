import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type ImportDifference,
  importDifferenceSchema,
  type RowKind,
  rowKinds,
} from '../../../shared/models/import.ts';
import type { Outcome } from './outcome.ts';

/** What a plan said of each row, and where the deed came out otherwise: something changed here in between. */

const mostGroups = 100;
const mostSamples = 5;

/** A byte a row, in their order. */
export function createKinds(): { add(kind: RowKind): void; bytes(): Uint8Array } {
  let bytes = new Uint8Array(4096);
  let length = 0;
  return {
    add(kind) {
      if (length === bytes.length) {
        const more = new Uint8Array(bytes.length * 2);
        more.set(bytes);
        bytes = more;
      }
      bytes[length++] = rowKinds.indexOf(kind);
    },
    bytes: () => bytes.subarray(0, length),
  };
}

/** Null where the plan did not get so far, or is gone. */
export const kindAt = (kinds: Uint8Array | null, place: number): RowKind | null =>
  rowKinds[kinds?.[place] ?? -1] ?? null;

export interface Differences {
  add(planned: RowKind, outcome: Outcome): void;
  list(): ImportDifference[];
  /** Rows. */
  total(): number;
}

/** Goes on from those of before a restart. */
export function createDifferences(before: readonly ImportDifference[]): Differences {
  const groups = new Map(before.map((each) => [nameOf(each), { ...each }]));
  let total = before.reduce((sum, { count }) => sum + count, 0);
  return {
    total: () => total,
    list: () => [...groups.values()].toSorted((a, b) => b.count - a.count),
    add(planned, outcome) {
      const { kind, row } = outcome;
      const problem = 'problem' in outcome ? outcome.problem : null;
      const why = 'why' in outcome ? outcome.why : null;
      const difference = { planned, came: kind, problem, why, count: 0, rows: [] };
      const full = groups.size >= mostGroups ? [...groups.values()].at(-1) : undefined;
      const group: ImportDifference = groups.get(nameOf(difference)) ?? full ?? difference;
      if (group === difference) groups.set(nameOf(group), group);
      group.count++;
      total++;
      if (group.rows.length < mostSamples) group.rows = [...group.rows, row];
    },
  };
}

const nameOf = ({ planned, came, problem, why }: ImportDifference): string =>
  `${planned} ${came} ${why ?? problem?.code ?? ''}`;

/** None where the file is not there: the import itself stands in the database. */
export function differencesIn(path: string): ImportDifference[] {
  try {
    return z.array(importDifferenceSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}

/** What is only told to people stops nothing: the disk that is full says so itself. */
export function keepDifferences(path: string, differences: readonly ImportDifference[]): void {
  try {
    writeFileSync(path, JSON.stringify(differences), { mode: 0o600 });
  } catch {}
}

export function kindsIn(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
