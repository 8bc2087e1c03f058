import type { Job, JobResult } from '../../shared/models/action.ts';
import type { Operation, OperationKind, OperationState } from '../../shared/models/operation.ts';

/** One of the two operations under an action that is one on screen. */
export interface Step {
  kind: OperationKind;
  state: OperationState;
}

/**
 * The operations of one device in one action, in their order. A device that is done needs no look: it
 * has had them all. One that was left alone has none.
 */
export const stepsOf = (job: Job, item: JobResult, lane: readonly Operation[]): Step[] =>
  lane
    .filter(({ jobId, deviceSn }) => jobId === job.id && deviceSn === item.deviceSn)
    .map(({ kind, state }) => ({ kind, state }));
