import type { Device } from '../../../shared/models/device.ts';

/** SNs in one call: the longest ones of this many stay within what a call takes. */
const mostAtOnce = 2000;

/** The calls that print labels of these devices: one group each, none too large. */
export function printParts(
  devices: readonly Pick<Device, 'groupId' | 'deviceSn'>[],
  most = mostAtOnce,
): { groupId: string; deviceSns: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { groupId, deviceSn } of devices) {
    const sns = groups.get(groupId);
    if (sns) sns.push(deviceSn);
    else groups.set(groupId, [deviceSn]);
  }
  return [...groups].flatMap(([groupId, sns]) => {
    const parts = Math.ceil(sns.length / most);
    return Array.from({ length: parts }, (_, part) => ({
      groupId,
      deviceSns: sns.slice(part * most, (part + 1) * most),
    }));
  });
}
