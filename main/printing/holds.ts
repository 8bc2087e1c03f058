import { problemSchema } from '../../shared/models/problem.ts';
import type { Problem } from '../../shared/problems.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import type { Store } from '../store/store.ts';

/** Printers that a person, or three wrong labels in a row, stopped. It holds over a restart. */
export interface Holds {
  of(printer: string): Problem | null;
  set(printer: string, why: Problem | null): void;
}

export function createHolds(store: Store): Holds {
  const name = (printer: string) => `printer-held:${printer}`;
  return {
    of(printer) {
      const text = getMeta(store.db, name(printer));
      return text === null ? null : problemSchema.parse(JSON.parse(text));
    },
    set(printer, why) {
      store.write(() => setMeta(store.db, name(printer), why ? JSON.stringify(why) : null));
    },
  };
}
