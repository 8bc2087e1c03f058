import type { WayOut } from './models/conflict.ts';
import type { OperationKind } from './models/operation.ts';
import type { ProblemCode } from './problems.ts';

/** The ways out of a parked operation, the likeliest first. `retry` and `discard` are always there. */
export function waysOut(kind: OperationKind, code: ProblemCode | undefined): WayOut[] {
  switch (code) {
    case 'cloud-sn-taken':
      return ['join', 'correct', 'void'];
    case 'cloud-device-edited':
      return ['keep-mine', 'keep-theirs'];
    case 'cloud-device-missing':
      // Of a replacement it may be either device that is missing: nothing is made or let go blindly.
      if (kind === 'replace') return ['retry', 'discard'];
      return kind === 'delete' ? ['let-go'] : ['recreate', 'let-go'];
    case 'cloud-allocated-elsewhere':
      return ['keep-theirs', 'reprovision'];
    case 'cloud-device-changed':
      return ['go-ahead', 'discard'];
    default:
      return ['retry', 'discard'];
  }
}
