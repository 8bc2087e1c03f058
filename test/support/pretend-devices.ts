import { fold } from '../../shared/fold.ts';
import type { DeviceFilter } from '../../shared/models/device-filter.ts';
import { sampleDevices } from './pretend-scenes.ts';

const devices = sampleDevices(12_480);

/** The pretend station's devices that match, newest first. */
export function matchingDevices(filter: DeviceFilter, none: boolean): typeof devices {
  const { groupId, batchTag, status, problem, since, until, search = '' } = filter;
  return (none ? [] : devices).filter(
    (device) =>
      (groupId === undefined || device.groupId === groupId) &&
      (batchTag === undefined || device.batchTag === batchTag) &&
      (status === undefined || device.status === status) &&
      (!problem || device.status === 'parked' || device.labelState === 'failed') &&
      (since === undefined || device.registeredAt >= since) &&
      (until === undefined || device.registeredAt < until) &&
      fold(`${device.deviceSn} ${device.batchTag} ${device.description}`).includes(fold(search)),
  );
}

/** The batch tags that its devices have. */
export const pretendTags = (search: string, none: boolean): string[] => {
  const tags = new Set((none ? [] : devices).flatMap(({ batchTag }) => batchTag ?? []));
  return [...tags].filter((tag) => fold(tag).includes(fold(search)));
};
