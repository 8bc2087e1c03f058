import {
  type DeviceTable,
  deleteDevices,
  replaceDevice,
  resetDevices,
  touch,
  updateDevice,
} from './enos-life.ts';
import { type Lookup, parseFql, type Scalar } from './fql.ts';
import type { Json } from './json.ts';

/** The device table behind the EnOS stand-in: the device operations with their documented codes. */

export interface EnosGroup {
  groupId: string;
  /** *migrate* unless told. */
  reprovisionMethod?: 'migrate' | 'initialize' | 'none';
  privateModel?: boolean;
  masterData: readonly { identifier: string; type: string; items?: readonly string[] }[];
}

/** Where the documentation can be read in two ways. */
export interface EnosReadings {
  /** The sample of create answers the given deviceSn; the table says serial numbers. */
  createReturns: 'sn' | 'deviceSn';
  /** Whether the system's own number differs from the deviceSn that was sent. */
  systemSn: 'own' | 'deviceSn';
  /** Chinese pages: an array; English pages: a struct. */
  searchData: 'array' | 'wrapped';
  /** The table of update says a String, its sample has an array. */
  updateData: 'array' | 'string';
  /** Replace "deletes the old one", and there is a status `discarded`. */
  replacedDevice: 'deleted' | 'discarded';
}

export interface EnosDevice {
  sn: string;
  groupId: string;
  regionId: string | null;
  orgId: string | null;
  productKey: string;
  batchOrder: number;
  batchTag: { defaultValue: string } | null;
  deviceData: Record<string, Json>;
  desc: string | null;
  status: {
    currentStatus: string;
    connectedTime: number | null;
    allocatedTime: number | null;
    finishedTime: number | null;
    discardedTime: number | null;
  };
  reprovisioning: boolean;
  allocateErrorMsg: string;
  createBy: string;
  updateBy: string;
  createTime: number;
  updateTime: number;
  manufacturerOrgId: string;
  connectStatus: string;
  allocateStatus: string;
}

export interface Outcome {
  code: number;
  msg: string;
  data?: unknown;
  pagination?: unknown;
}

const builtIn: Record<string, string> = {
  regionId: 'String',
  orgId: 'String',
  modelId: 'String',
  privateModel: 'Boolean',
  timezone: 'String',
  deviceName: 'StringI18n',
  deviceSn: 'String',
  assetId: 'String',
};

const outcome = (code: number, msg: string): Outcome => ({ code, msg });
const good = (data: unknown, rest: object = {}): Outcome => ({ code: 0, msg: 'OK', data, ...rest });

export class EnosDevices {
  readonly #readings: EnosReadings;
  readonly #groups: ReadonlyMap<string, EnosGroup> | null;
  readonly #bySn = new Map<string, EnosDevice>();
  readonly #byKey = new Map<string, EnosDevice>();
  readonly #now: () => number;
  #batches = 0;
  #made = 0;
  readonly #assets = new Map<string, number>();

  constructor(
    options: Partial<EnosReadings> & { groups?: readonly EnosGroup[]; now?: () => number },
  ) {
    this.#now = options.now ?? (() => Date.now());
    this.#readings = {
      createReturns: options.createReturns ?? 'sn',
      systemSn: options.systemSn ?? 'own',
      searchData: options.searchData ?? 'array',
      updateData: options.updateData ?? 'array',
      replacedDevice: options.replacedDevice ?? 'deleted',
    };
    this.#groups = options.groups
      ? new Map(options.groups.map((group) => [group.groupId, group]))
      : null;
  }

  all(): EnosDevice[] {
    return [...this.#bySn.values()];
  }

  find(groupId: string, deviceSn: string): EnosDevice | undefined {
    return this.#byKey.get(`${groupId} ${deviceSn}`);
  }

  call(action: string, query: Record<string, string>, body: Json): Outcome {
    const orgId = query['orgId'] ?? '';
    switch (action) {
      case 'create':
        return this.#create(orgId, body);
      case 'get': {
        if (!orgId || !query['sn']) return outcome(35400, 'OrgId/sn is required');
        const device = this.#bySn.get(query['sn']);
        return device ? good(device) : outcome(35601, 'Verify not pass/sn not found');
      }
      case 'search':
        return this.#search(orgId, body);
      case 'allocate':
        return this.#allocate(orgId, body);
      case 'resetAllocationStatus':
        return resetDevices(this.#table(), orgId, body);
      case 'update':
        return updateDevice(this.#table(), orgId, body);
      case 'replace':
        return replaceDevice(this.#table(), orgId, body);
      case 'delete':
        return deleteDevices(this.#table(), orgId, body);
      default:
        return outcome(99400, `Invalid Argument action:${action}`);
    }
  }

  #table(): DeviceTable {
    const anyGroup = (groupId: string): EnosGroup => ({ groupId, masterData: [] });
    return {
      now: this.#now,
      get: (sn) => (typeof sn === 'string' ? this.#bySn.get(sn) : undefined),
      group: (groupId) => (this.#groups ? this.#groups.get(groupId) : anyGroup(groupId)),
      remove: (device) => {
        this.#bySn.delete(device.sn);
        this.#byKey.delete(`${device.groupId} ${device.deviceData['deviceSn']}`);
      },
      whyWrong: (groupId, values) => this.#whyWrong(groupId, values),
      updateData: this.#readings.updateData,
      replacedDevice: this.#readings.replacedDevice,
    };
  }

  #create(orgId: string, body: Json): Outcome {
    if (!orgId || !body) return outcome(35400, 'OrgId/deviceCreateInfo is required');
    const { groupId, count, desc = null, batchTag = null, deviceData = {} } = body;
    if (typeof groupId !== 'string' || groupId === '') {
      return outcome(99400, 'Invalid Argument groupId:groupId is missing');
    }
    if (count === undefined || count === null) {
      return outcome(99400, 'Invalid Argument count:count is missing');
    }
    if (!Number.isInteger(count) || count < 1 || count > 1_000_000) {
      return outcome(99400, 'count of PvsDeviceCreateInfo must between 1 to 1000000');
    }
    if (batchTag !== null && typeof batchTag?.defaultValue !== 'string') {
      return outcome(99400, 'Invalid Argument batchTag:batchTag must be StringI18n');
    }
    if (this.#groups && !this.#groups.has(groupId)) return outcome(35404, 'Group not found');
    const wrong = this.#whyWrong(groupId, deviceData);
    if (wrong) return outcome(99400, `Invalid Argument deviceData:${wrong}`);
    const own = deviceData.deviceSn;
    if (own !== undefined && this.find(groupId, own)) return outcome(35601, 'DeviceSn duplicated');
    this.#batches += 1;
    const made: EnosDevice[] = [];
    for (let index = 0; index < count; index += 1) {
      const device = this.#newDevice(groupId, orgId, own);
      device.desc = desc;
      device.batchTag = batchTag;
      device.deviceData = {
        timezone: null,
        assetId: null,
        deviceName: {},
        ...deviceData,
        deviceSn: own ?? device.sn,
      };
      this.#bySn.set(device.sn, device);
      this.#byKey.set(`${groupId} ${device.deviceData['deviceSn']}`, device);
      made.push(device);
    }
    const { createReturns } = this.#readings;
    return good(
      made.map((device) => (createReturns === 'sn' ? device.sn : device.deviceData['deviceSn'])),
    );
  }

  #newDevice(groupId: string, orgId: string, own: string | undefined): EnosDevice {
    const number = (this.#made += 1);
    const system = `SYS${String(number).padStart(5, '0')}`;
    const now = this.#now();
    return {
      sn: this.#readings.systemSn === 'deviceSn' && own ? own : system,
      groupId,
      regionId: null,
      orgId: null,
      productKey: `pk-${groupId}`,
      batchOrder: this.#batches,
      batchTag: null,
      deviceData: {},
      desc: null,
      status: {
        currentStatus: 'init',
        connectedTime: null,
        allocatedTime: null,
        finishedTime: null,
        discardedTime: null,
      },
      // The documentation's own fresh-device sample says true, oddly; a client must not mind.
      reprovisioning: true,
      allocateErrorMsg: '',
      createBy: 'u-1',
      updateBy: 'u-1',
      createTime: now,
      updateTime: now,
      manufacturerOrgId: orgId,
      connectStatus: 'init',
      allocateStatus: 'init',
    };
  }

  #whyWrong(groupId: string, values: Record<string, unknown>): string | null {
    const group = this.#groups?.get(groupId);
    if (!group) return null;
    for (const [identifier, value] of Object.entries(values)) {
      const datum = group.masterData.find((one) => one.identifier === identifier);
      const type = builtIn[identifier] ?? datum?.type;
      if (!type) return `${identifier} does not exist`;
      if (value !== null && !fits(type, value, datum?.items)) return `${identifier} is not ${type}`;
    }
    return null;
  }

  #allocate(orgId: string, body: Json): Outcome {
    if (!orgId || !body?.sn) return outcome(35400, 'OrgId/sn is required');
    const device = this.#bySn.get(body.sn);
    if (!device) return outcome(35601, 'Verify not pass/sn not found');
    const wrong = this.#whyWrong(device.groupId, body.deviceData ?? {});
    if (wrong) return outcome(99400, `Invalid Argument deviceData:${wrong}`);
    Object.assign(device.deviceData, body.deviceData);
    device.regionId = device.deviceData['regionId'] ?? 'default';
    device.orgId = device.deviceData['orgId'] ?? orgId;
    device.deviceData['regionId'] = device.regionId;
    device.deviceData['assetId'] ??= this.#newAsset(device.sn);
    device.productKey = `pk-${device.groupId}-${device.regionId}-${device.orgId}`;
    device.status.currentStatus = 'allocated';
    device.status.allocatedTime ??= this.#now();
    device.allocateStatus = 'allocated';
    device.reprovisioning = false;
    touch(device, this.#now());
    return good(device);
  }

  /** Another one each time that a device is given to somebody. */
  #newAsset(sn: string): string {
    const times = (this.#assets.get(sn) ?? 0) + 1;
    this.#assets.set(sn, times);
    return times === 1 ? `asset-${sn}` : `asset-${sn}-${times}`;
  }

  #search(orgId: string, body: Json): Outcome {
    if (!orgId || typeof body?.expression !== 'string') {
      return outcome(99400, 'Invalid Argument expression:expression is missing');
    }
    const pageNo = body.pagination?.pageNo ?? 1;
    const pageSize = body.pagination?.pageSize ?? 10;
    if (!Number.isInteger(pageNo) || pageNo < 1) {
      return outcome(99400, 'Invalid Argument pagination:pageNo');
    }
    if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000) {
      return outcome(99400, 'Invalid Argument pagination:pageSize must between 1 to 1000');
    }
    let matches: EnosDevice[];
    try {
      const predicate = parseFql(body.expression);
      matches = this.all().filter((device) => predicate(lookupIn(device)));
    } catch (error) {
      return outcome(99400, `Invalid Argument expression:${(error as Error).message}`);
    }
    // Default order: createTime descending; the newest of one millisecond comes first as well.
    const ordered = matches.toReversed();
    const data = ordered.slice((pageNo - 1) * pageSize, pageNo * pageSize);
    const pagination = { sortedBy: [], pageNo, pageSize, totalSize: matches.length };
    return this.#readings.searchData === 'array'
      ? good(data, { pagination })
      : good({ items: data, pagination });
  }
}

function fits(type: string, value: unknown, items?: readonly string[]): boolean {
  switch (type) {
    case 'Integer':
      return Number.isInteger(value);
    case 'Double':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Enum':
      return items?.includes(String(value)) ?? true;
    case 'StringI18n':
      return typeof value === 'object' && typeof (value as never)['defaultValue'] === 'string';
    default:
      return typeof value === 'string';
  }
}

function lookupIn(device: EnosDevice): Lookup {
  return (field): Scalar => {
    if (field.startsWith('deviceData.')) {
      const value = device.deviceData[field.slice('deviceData.'.length)] ?? null;
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    }
    if (field === 'status') return device.status.currentStatus;
    return (device as unknown as Record<string, Scalar>)[field] ?? null;
  };
}
