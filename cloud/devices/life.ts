import { type LifeEvent, type LifeState, nextLife } from '../../shared/life-cycle.ts';
import { refusals } from '../http/envelope.ts';
import type { DeviceRow } from './device.ts';

/**
 * The state of a device after an event; the table is `shared/life-cycle.ts`.
 * @throws EnosError 35603 where the table has no way. Only a discarded device has none at all.
 */
export function stateAfter(row: Pick<DeviceRow, 'current_status'>, event: LifeEvent): LifeState {
  const next = nextLife(row.current_status, event);
  if (next === null) throw refusals.discarded();
  return next;
}

export const isDiscarded = (row: Pick<DeviceRow, 'current_status'>): boolean =>
  row.current_status === 'discarded';
