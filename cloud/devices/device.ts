import type { LifeState } from '../../shared/life-cycle.ts';
import type { MasterDataValues, StringI18n } from '../../shared/models/catalog.ts';
import type { CloudDevice } from '../../shared/models/device.ts';
import type { Group } from '../catalog/groups.ts';

/** A row of `device`. Times are epoch ms. */
export interface DeviceRow {
  org_id: string;
  group_id: string;
  device_sn: string;
  sn: string;
  seq: number;
  batch_order: number;
  batch_tag: StringI18n | null;
  description: string;
  device_data: MasterDataValues;
  product_key: string;
  device_key: string | null;
  asset_id: string | null;
  region_id: string | null;
  target_org_id: string | null;
  current_status: LifeState;
  connect_status: CloudDevice['connectStatus'];
  allocate_status: 'init' | 'allocated';
  reprovisioning: boolean;
  allocate_error: string;
  connected_time: number | null;
  allocated_time: number | null;
  finished_time: number | null;
  discarded_time: number | null;
  station_id: string | null;
  station_name: string | null;
  create_by: string;
  create_time: number;
  update_by: string;
  update_time: number;
  version: number;
}

/** Every column but the secret, which has no business in lists. */
export const deviceColumns = `
  org_id, group_id, device_sn, sn, seq, batch_order, batch_tag, description, device_data,
  product_key, device_key, asset_id, region_id, target_org_id, current_status, connect_status,
  allocate_status, reprovisioning, allocate_error, connected_time, allocated_time, finished_time,
  discarded_time, station_id, station_name, create_by, create_time, update_by, update_time, version`
  .trim()
  .split(/,\s*/)
  .map((column) => `device.${column}`)
  .join(', ');

/** Where the secret of a device is sealed to. */
export const deviceSecretPlace = (sn: string) => ({
  table: 'device',
  row: sn,
  column: 'device_secret',
});

/** Master data as EnOS shows them: those that nobody set are there, as null. */
export function shownData(row: DeviceRow, group: Group | undefined): Record<string, unknown> {
  const unset = Object.fromEntries([...(group?.masterData.keys() ?? [])].map((id) => [id, null]));
  return {
    ...unset,
    regionId: null,
    orgId: null,
    modelId: group?.group.modelId || null,
    privateModel: group?.group.privateModel ?? null,
    timezone: null,
    deviceName: {},
    ...row.device_data,
    deviceSn: row.device_sn,
    assetId: row.asset_id,
  };
}

/** A device as EnOS shows it (PvsDevice). */
export function pvsDevice(row: DeviceRow, group: Group | undefined): Record<string, unknown> {
  return {
    sn: row.sn,
    groupId: row.group_id,
    regionId: row.region_id,
    orgId: row.target_org_id,
    productKey: row.product_key,
    batchOrder: row.batch_order,
    batchTag: row.batch_tag,
    deviceData: shownData(row, group),
    desc: row.description,
    status: {
      currentStatus: row.current_status,
      connectedTime: row.connected_time,
      allocatedTime: row.allocated_time,
      finishedTime: row.finished_time,
      discardedTime: row.discarded_time,
    },
    reprovisioning: row.reprovisioning,
    allocateErrorMsg: row.allocate_error,
    createBy: row.create_by,
    updateBy: row.update_by,
    createTime: row.create_time,
    updateTime: row.update_time,
    manufacturerOrgId: row.org_id,
    connectStatus: row.connect_status,
    allocateStatus: row.allocate_status,
  };
}

/** A device as Lineside's own calls show it. */
export const cloudDevice = (row: DeviceRow): CloudDevice => ({
  sn: row.sn,
  groupId: row.group_id,
  deviceSn: row.device_sn,
  regionId: row.region_id,
  orgId: row.target_org_id,
  productKey: row.product_key,
  assetId: row.asset_id,
  batchTag: row.batch_tag?.defaultValue ?? null,
  description: row.description,
  deviceData: row.device_data,
  currentStatus: row.current_status,
  connectStatus: row.connect_status,
  allocateStatus: row.allocate_status,
  reprovisioning: row.reprovisioning,
  allocateErrorMsg: row.allocate_error,
  connectedTime: row.connected_time,
  allocatedTime: row.allocated_time,
  finishedTime: row.finished_time,
  discardedTime: row.discarded_time,
  createTime: row.create_time,
  updateTime: row.update_time,
  createBy: row.create_by,
  updateBy: row.update_by,
  version: row.version,
});
