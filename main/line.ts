import type { Reply } from '../shared/contract.ts';
import type { State } from '../shared/models/state.ts';
import type { Role } from '../shared/roles.ts';

/** On whose behalf a host makes a call. */
export interface Caller {
  /** The most that may be done through this host; who is on duty may lessen it. */
  role: Role;
  /**
   * Who it is, where the host knows that by itself and answers for it (the command line): then it does not
   * matter who is on duty.
   */
  by?: string;
}

/** For whom a handler works: what may be done now (null: nobody is on duty), and who it is written down as. */
export interface Actor {
  role: Role | null;
  by: string;
}

/**
 * The two verbs that a host holds. `call` never throws and never rejects: whatever goes wrong comes
 * back as a problem. `watch` gives the whole state at once and after each change (at most once a
 * tick) until the returned function is called.
 */
export interface Line {
  call(name: string, input: unknown, caller: Caller): Promise<Reply>;
  watch(listener: (state: State) => void): () => void;
  close(): Promise<void>;
}
