import type { EnosDevice, EnosGroup, Outcome } from './enos-devices.ts';
import type { Json } from './json.ts';

/**
 * Reset, update, replace and delete of the EnOS stand-in, with their documented codes. What EnOS
 * refuses is refused here, so that a station which leans on more is found out.
 */

export interface DeviceTable {
  now(): number;
  /** By system SN. */
  get(sn: unknown): EnosDevice | undefined;
  remove(device: EnosDevice): void;
  /** Undefined: there is no such group. */
  group(groupId: string): EnosGroup | undefined;
  /** Why these values do not fit the group, or null. */
  whyWrong(groupId: string, values: Record<string, unknown>): string | null;
  /** The table of update says a String, its sample an array. */
  updateData: 'array' | 'string';
  replacedDevice: 'deleted' | 'discarded';
}

const outcome = (code: number, msg: string): Outcome => ({ code, msg });
const good = (data: unknown): Outcome => ({ code: 0, msg: 'OK', data });
const missing = (name: string): Outcome =>
  outcome(99400, `Invalid Argument ${name}:${name} is missing`);

/** Texts of a list, or null where it is none or empty. */
const textsOf = (value: unknown): string[] | null =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
    ? value
    : null;

export function resetDevices(table: DeviceTable, orgId: string, body: Json): Outcome {
  if (!orgId) return outcome(35400, 'OrgId is required');
  if (!body?.groupId) return missing('groupId');
  const asked = textsOf(body.sns);
  if (!asked) return missing('sns');
  const group = table.group(body.groupId);
  const sns = asked.flatMap((text) =>
    table.get(text) ? [text] : text.split(',').map((sn) => sn.trim()),
  );
  const found = sns
    .flatMap((sn) => table.get(sn) ?? [])
    .filter((one) => one.groupId === body.groupId);
  if (!group || found.length === 0) return outcome(35404, 'Group/sn not found');
  // The page of registration groups: such a request is refused; no code is given.
  if (group.privateModel || group.reprovisionMethod === 'none') {
    return outcome(35603, 'Unauthorized to access the resource');
  }
  for (const device of found) {
    const { deviceSn, deviceName } = device.deviceData;
    if (group.reprovisionMethod === 'initialize') device.deviceData = { deviceSn, deviceName };
    unallocate(device);
    device.reprovisioning = true;
    touch(device, table.now());
  }
  return good(found.map(({ sn }) => sn));
}

function unallocate(device: EnosDevice): void {
  const { regionId: _, orgId: __, ...kept } = device.deviceData;
  device.deviceData = { ...kept, assetId: null };
  device.regionId = null;
  device.orgId = null;
  device.productKey = `pk-${device.groupId}`;
  device.allocateStatus = 'init';
  device.connectStatus = 'init';
  device.status = {
    currentStatus: 'init',
    connectedTime: null,
    allocatedTime: null,
    finishedTime: null,
    discardedTime: null,
  };
}

/** Never the same time twice: it is all there is to tell one state of a device from the next. */
export function touch(device: EnosDevice, now: number): void {
  device.updateTime = Math.max(now, device.updateTime + 1);
}

export function updateDevice(table: DeviceTable, orgId: string, body: Json): Outcome {
  if (!orgId) return outcome(35400, 'OrgId is required');
  if (!body?.sn) return missing('sn');
  const device = table.get(body.sn);
  if (!device) return outcome(35601, 'Verify not pass/sn not found');
  if (!table.group(device.groupId)) return outcome(35404, 'Group not found');
  const { desc, batchTag, deviceData = {} } = body;
  const wrong = table.whyWrong(device.groupId, deviceData);
  if (wrong) return outcome(99400, `Invalid Argument deviceData:${wrong}`);
  const { deviceSn, assetId, regionId, orgId: target } = deviceData;
  if (deviceSn !== undefined && deviceSn !== device.deviceData['deviceSn']) {
    return outcome(35601, 'Illegal deviceSn, deviceSn duplicated');
  }
  const own = device.deviceData;
  const strange = [
    [assetId, own['assetId']],
    [regionId, device.regionId],
    [target, device.orgId],
  ].some(([given, now]) => given !== undefined && given !== now);
  if (strange) return outcome(99400, 'Invalid Argument deviceData:given by allocation');
  if (batchTag !== undefined && typeof batchTag?.defaultValue !== 'string') {
    return outcome(99400, 'Invalid Argument batchTag:batchTag must be StringI18n');
  }
  Object.assign(own, deviceData);
  if (desc !== undefined) device.desc = desc;
  if (batchTag !== undefined) device.batchTag = batchTag;
  touch(device, table.now());
  return good(table.updateData === 'array' ? [device.sn] : device.sn);
}

export function replaceDevice(table: DeviceTable, orgId: string, body: Json): Outcome {
  if (!orgId || !body?.sn || !body.replacementSn) return outcome(35400, 'OrgId/Sn is required');
  const old = table.get(body.sn);
  const fresh = table.get(body.replacementSn);
  if (!old || !fresh || old === fresh) return outcome(35404, 'Sn not found');
  if (old.groupId !== fresh.groupId) {
    return outcome(35400, 'Target device and replacement device should belong to the same group');
  }
  if (fresh.allocateStatus === 'allocated')
    return outcome(35603, 'Replacement device is allocated');
  const { regionId: _, orgId: __, assetId: ___, ...moved } = old.deviceData;
  const { deviceSn } = fresh.deviceData;
  fresh.deviceData = { ...fresh.deviceData, ...moved, deviceSn };
  fresh.batchTag = old.batchTag;
  fresh.desc = old.desc;
  touch(fresh, table.now());
  if (table.replacedDevice === 'deleted') table.remove(old);
  else {
    unallocate(old);
    Object.assign(old.status, { currentStatus: 'discarded', discardedTime: table.now() });
    touch(old, table.now());
  }
  return good(fresh);
}

/** Lists what was deleted and what did not exist; what is of another group is neither. */
export function deleteDevices(table: DeviceTable, orgId: string, body: Json): Outcome {
  if (!orgId) return outcome(35400, 'OrgId is required');
  if (!body?.groupId) return missing('groupId');
  const asked = textsOf(body.snList);
  if (!asked) return missing('snList');
  if (!table.group(body.groupId)) return outcome(35404, 'Group not found');
  const gone = asked.filter((sn) => {
    const device = table.get(sn);
    if (device && device.groupId !== body.groupId) return false;
    if (device) table.remove(device);
    return true;
  });
  return good(gone);
}
