import type { OperationState, QueueCounts } from '../../shared/models/operation.ts';
import type { ShapeKind } from '../common/shape.tsx';

/** In the order of an operation's life; `confirmed` last because it needs nobody. */
export const stateOrder = [
  'queued',
  'sending',
  'in_doubt',
  'parked',
  'refused',
  'withdrawn',
  'confirmed',
] as const satisfies OperationState[];

export const stateShape: Record<OperationState, ShapeKind> = {
  queued: 'busy',
  sending: 'busy',
  in_doubt: 'repeat',
  parked: 'warn',
  refused: 'bad',
  withdrawn: 'off',
  confirmed: 'ok',
};

export const countKey: Record<OperationState, keyof QueueCounts> = {
  queued: 'queued',
  sending: 'sending',
  in_doubt: 'inDoubt',
  parked: 'parked',
  refused: 'refused',
  withdrawn: 'withdrawn',
  confirmed: 'confirmed',
};

/** What is shown when nothing is chosen: all that is not yet with the cloud. */
export const unconfirmed: OperationState[] = ['queued', 'sending', 'in_doubt', 'parked'];
