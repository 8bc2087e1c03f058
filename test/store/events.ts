import type { StationEvent } from '../../main/store/events.ts';
import { newId } from '../support/station.ts';

/** A unit of no batch, with its creation. */
export const registered = (deviceSn: string): StationEvent => ({
  type: 'device-registered',
  at: Date.now(),
  groupId: 'G',
  deviceSn,
  batchId: null,
  allocateTo: null,
  masterData: {},
  source: { kind: 'stdin', name: '' },
  raw: deviceSn,
  label: false,
  operations: [{ key: newId(), kind: 'create', payload: { deviceData: { deviceSn } } }],
});
