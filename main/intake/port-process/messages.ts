import type { PortInfo, PortLine } from '../../../shared/models/scanner.ts';
import type { Result } from '../../../shared/problems.ts';

/** What the station says to a port's process. */
export type ToPort =
  | { do: 'open'; path: string; line: PortLine }
  | { do: 'write'; id: number; bytes: Uint8Array }
  | { do: 'close' }
  | { do: 'list' };

/** What a port's process says to the station. */
export type FromPort =
  | { say: 'opened'; result: Result<object> }
  | { say: 'data'; bytes: Uint8Array }
  | { say: 'closed'; unplugged: boolean; detail: string }
  | { say: 'written'; id: number; problem: string | null }
  | { say: 'listed'; items: PortInfo[] }
  /**
   * Its loop turns. `late`: by how much this beat came too late, in ms; `cpu`: computing time that the
   * process used since the beat before, in ms.
   */
  | { say: 'beat'; late: number; cpu: number };

/** Between two beats of a port's process, in milliseconds. */
export const beatEvery = 100;
