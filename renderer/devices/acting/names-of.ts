import type { Device, DeviceName } from '../../../shared/models/device.ts';

/** What a call needs of devices: how they are named, and nothing else. */
export const namesOf = (devices: readonly Device[]): DeviceName[] =>
  devices.map(({ groupId, deviceSn }) => ({ groupId, deviceSn }));
