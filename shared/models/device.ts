import { z } from 'zod';
import { lifeStates } from '../life-cycle.ts';
import { masterDataValuesSchema, targetSchema } from './catalog.ts';

/**
 * How far a device has come, seen from this station.
 * `registered`: safe on this station, the cloud does not have it yet; `created`: the cloud has it;
 * `allocated`: it belongs to an environment and OU; `parked`: the cloud refused it, a person decides.
 */
export const deviceStatuses = ['registered', 'created', 'allocated', 'parked'] as const;

export const connectStates = ['init', 'connected', 'failed'] as const;

/** How people and stations name a device: by its SN inside its registration group. */
export const deviceNameSchema = z.object({
  groupId: z.string().min(1).max(64),
  deviceSn: z.string().min(1).max(64),
});
export type DeviceName = z.infer<typeof deviceNameSchema>;

/** A name as one text, for sets and maps; no two names have the same. */
export const nameKey = ({ groupId, deviceSn }: DeviceName): string => `${groupId}\n${deviceSn}`;

/** A device as the cloud has it (EnOS's PvsDevice, flat). Times are epoch milliseconds. */
export const cloudDeviceSchema = z.object({
  sn: z.string(),
  groupId: z.string(),
  deviceSn: z.string(),
  regionId: z.string().nullable(),
  orgId: z.string().nullable(),
  productKey: z.string().nullable(),
  assetId: z.string().nullable(),
  batchTag: z.string().nullable(),
  description: z.string(),
  /** Master data without `deviceSn` and `assetId`, and without those that are not set. */
  deviceData: masterDataValuesSchema,
  currentStatus: z.enum(lifeStates),
  connectStatus: z.enum(connectStates),
  allocateStatus: z.enum(['init', 'allocated']),
  /** It has been reset and not been allocated since. */
  reprovisioning: z.boolean(),
  allocateErrorMsg: z.string(),
  connectedTime: z.int().nullable(),
  allocatedTime: z.int().nullable(),
  finishedTime: z.int().nullable(),
  discardedTime: z.int().nullable(),
  createTime: z.int(),
  updateTime: z.int(),
  createBy: z.string(),
  updateBy: z.string(),
  /** Goes up with each change of what it is or where it belongs, not with each connection. On EnOS: `updateTime`. */
  version: z.int(),
});
export type CloudDevice = z.infer<typeof cloudDeviceSchema>;

/** A device registered on this station, or brought here from the cloud. Times are epoch milliseconds. */
export const deviceSchema = z.object({
  id: z.int(),
  groupId: z.string(),
  deviceSn: z.string(),
  batchTag: z.string().nullable(),
  description: z.string(),
  status: z.enum(deviceStatuses),
  /** The cloud's own serial number, unique in the environment; null until the cloud told it. */
  sn: z.string().nullable(),
  assetId: z.string().nullable(),
  allocateTo: targetSchema.nullable(),
  masterData: masterDataValuesSchema,
  registeredAt: z.int(),
  source: z.string(),
  labelState: z.enum(['none', 'pending', 'printed', 'failed']),
  /** Operations of it that are not confirmed yet. */
  pending: z.int(),
  /** The cloud's view as it was last seen here, and when (epoch ms). */
  cloud: cloudDeviceSchema.nullable(),
  seenAt: z.int().nullable(),
});
export type Device = z.infer<typeof deviceSchema>;

/** What there is of them, each with a copy button of its own. */
export const credentialParts = [
  'productKey',
  'deviceKey',
  'deviceSecret',
  'mqttUrl',
  'httpUrl',
] as const;

/** What lets a device into its gateway. Shown only by an audited act. */
export const credentialsSchema = z.object({
  productKey: z.string(),
  deviceKey: z.string(),
  deviceSecret: z.string(),
  mqttUrl: z.string(),
  httpUrl: z.string(),
});
export type Credentials = z.infer<typeof credentialsSchema>;
