import type { DeviceName } from '../../../shared/models/device.ts';
import type { Described } from '../../../shared/models/selection.ts';

/** Devices as the station is asked: by name, or described. */
export type Asked = DeviceName[] | Described;

/** What a call needs of devices: how they are named, and nothing else. */
export const namesOf = (devices: readonly DeviceName[]): DeviceName[] =>
  devices.map(({ groupId, deviceSn }) => ({ groupId, deviceSn }));
