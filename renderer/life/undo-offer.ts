import type { Operation, OperationState } from '../../shared/models/operation.ts';

/** Which operations a person may be offered to take back. The station judges again when they do. */
export type UndoOffer = 'unsent' | 'sent' | null;

const over = new Set<OperationState>(['withdrawn', 'refused']);

/** Kinds that have an inverse once the cloud has them. */
const invertible = new Set<Operation['kind']>(['create', 'allocate', 'update']);

export function undoOffer(operation: Operation, lane: readonly Operation[]): UndoOffer {
  const { state, attempts, kind, seq, groupId, deviceSn } = operation;
  if (state === 'queued' && attempts === 0) return 'unsent';
  if (state !== 'confirmed' || !invertible.has(kind)) return null;
  const builtOn = lane.some(
    (one) =>
      one.groupId === groupId && one.deviceSn === deviceSn && one.seq > seq && !over.has(one.state),
  );
  return builtOn ? null : 'sent';
}
