import type { Source, Verdict } from '../../shared/models/read.ts';
import type { UnitState, UnitTrial, UnitWish } from '../../shared/models/unit.ts';
import type { Problem, Result } from '../../shared/problems.ts';
import type { Fact } from '../../shared/serial/reading.ts';

/** One place where units come, on a cable or on USB. */
export interface UnitLink {
  state(): UnitState;
  /** Asks what is there now, at a person's wish: it is read again, also where it was read before. */
  ask(): Promise<Result<Verdict[]>>;
  /** Asks as `wish` says, and registers nothing. */
  try(wish: UnitWish): Promise<Result<UnitTrial[]>>;
  close(): void;
}

/** Where what units say goes. */
export interface UnitSink {
  /** The one way of all reads; `facts` is what the unit said beside its SN. */
  receive(deviceSn: string, source: Source, facts: readonly Fact[]): Verdict;
  misread(why: Problem, source: Source): Verdict;
}
