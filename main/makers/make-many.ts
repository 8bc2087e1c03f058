import { setImmediate as breathe } from 'node:timers/promises';
import type { Making } from '../../shared/models/maker.ts';
import type { Source, Verdict } from '../../shared/models/read.ts';
import { fail, ok, problem, type Result } from '../../shared/problems.ts';
import type { Actor } from '../line.ts';

/** SNs ahead, for labels that are printed before the units are there. */
export interface MakeMany {
  /** Begins; each SN is green and safe by itself. `maker-busy`. */
  make(count: number, source: Source, caller: Actor): Result<Making>;
  cancel(): void;
  making(): Making | null;
  /** Resolves when nothing is being made. */
  settled(): Promise<void>;
}

/** Milliseconds that the station's loop is held at most, less what one SN takes. */
const slice = 25;

export function createMakeMany(needs: {
  next(source: Source, caller: Actor): Verdict;
  /** Numbers that were skipped so far, ever. */
  skipped(): number;
  onChange(): void;
}): MakeMany {
  let making: Making | null = null;
  let wanted = false;
  let running: Promise<void> | null = null;

  async function work(of: Making, source: Source, caller: Actor): Promise<void> {
    const before = needs.skipped();
    while (wanted && of.done < of.total) {
      const began = performance.now();
      while (wanted && of.done < of.total && performance.now() - began < slice) {
        const verdict = needs.next(source, caller);
        if (verdict.verdict === 'accepted') of.done++;
        else {
          of.problem = verdict.problem ?? null;
          wanted = false;
        }
      }
      of.skipped = needs.skipped() - before;
      needs.onChange();
      await breathe();
    }
  }

  return {
    make(count, source, caller) {
      if (making?.running) return fail('maker-busy', { done: making.done, total: making.total });
      const of: Making = { total: count, done: 0, skipped: 0, running: true, problem: null };
      making = of;
      wanted = true;
      running = work(of, source, caller)
        .catch(() => {
          of.problem = problem('internal', { where: 'makers' });
        })
        .finally(() => {
          of.running = false;
          running = null;
          needs.onChange();
        });
      needs.onChange();
      return ok({ ...of });
    },
    cancel() {
      wanted = false;
    },
    making: () => making && { ...making },
    async settled() {
      await running;
    },
  };
}
