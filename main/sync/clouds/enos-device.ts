import { z } from 'zod';
import { lifeStates } from '../../../shared/life-cycle.ts';
import { masterValueSchema, stringI18nSchema } from '../../../shared/models/catalog.ts';
import { type CloudDevice, connectStates } from '../../../shared/models/device.ts';

/** As much of EnOS's PvsDevice as is needed here; everything else may come and go. */
const pvsDeviceSchema = z.object({
  sn: z.string().min(1),
  groupId: z.string().nullish(),
  regionId: z.string().nullish(),
  orgId: z.string().nullish(),
  productKey: z.string().nullish(),
  batchTag: stringI18nSchema.nullish().catch(null),
  deviceData: z.record(z.string(), z.unknown()).nullish(),
  desc: z.string().nullish(),
  status: z
    .object({
      currentStatus: z.string().nullish(),
      connectedTime: z.number().nullish(),
      allocatedTime: z.number().nullish(),
      finishedTime: z.number().nullish(),
      discardedTime: z.number().nullish(),
    })
    .nullish()
    .catch(null),
  reprovisioning: z.boolean().nullish(),
  allocateErrorMsg: z.string().nullish(),
  createBy: z.string().nullish(),
  updateBy: z.string().nullish(),
  createTime: z.number().nullish(),
  updateTime: z.number().nullish(),
  connectStatus: z.string().nullish(),
  allocateStatus: z.string().nullish(),
  manufacturerOrgId: z.string().nullish(),
});
export type PvsDevice = z.infer<typeof pvsDeviceSchema>;

export const toDevice = (data: unknown): PvsDevice | null =>
  pvsDeviceSchema.safeParse(data).data ?? null;

/** It belongs to an environment/OU: by its status, or because it says to which. */
export const isAllocatedThere = (device: PvsDevice): boolean =>
  device.allocateStatus === 'allocated' || Boolean(device.regionId);

const oneOf = <T extends string>(values: readonly T[], text: unknown, otherwise: T): T =>
  values.find((value) => value === text) ?? otherwise;

/** The device in our own shape. EnOS has no version: the time of the last change stands for it. */
export function cloudDeviceOf(
  device: PvsDevice,
  name: { groupId: string; deviceSn: string },
): CloudDevice {
  const { deviceSn: _sn, assetId, ...data } = device.deviceData ?? {};
  const known = Object.entries(data).flatMap(([key, value]) => {
    const checked = masterValueSchema.safeParse(value);
    return checked.success && checked.data !== null ? [[key, checked.data] as const] : [];
  });
  const allocated = isAllocatedThere(device);
  const at = (time: number | null | undefined) => time ?? null;
  return {
    ...name,
    sn: device.sn,
    regionId: device.regionId || null,
    orgId: device.orgId || null,
    productKey: device.productKey || null,
    assetId: typeof assetId === 'string' && assetId !== '' ? assetId : null,
    batchTag: device.batchTag?.defaultValue || null,
    description: device.desc ?? '',
    deviceData: Object.fromEntries(known),
    currentStatus: oneOf(
      lifeStates,
      device.status?.currentStatus,
      allocated ? 'allocated' : 'init',
    ),
    connectStatus: oneOf(connectStates, device.connectStatus, 'init'),
    allocateStatus: allocated ? 'allocated' : 'init',
    reprovisioning: device.reprovisioning ?? false,
    allocateErrorMsg: device.allocateErrorMsg ?? '',
    connectedTime: at(device.status?.connectedTime),
    allocatedTime: at(device.status?.allocatedTime),
    finishedTime: at(device.status?.finishedTime),
    discardedTime: at(device.status?.discardedTime),
    createTime: device.createTime ?? 0,
    updateTime: device.updateTime ?? 0,
    createBy: device.createBy ?? '',
    updateBy: device.updateBy ?? '',
    version: device.updateTime ?? 0,
  };
}
