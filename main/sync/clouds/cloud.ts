import type { MasterDataValues } from '../../../shared/models/catalog.ts';
import type { CatalogEdit, CatalogSaved } from '../../../shared/models/catalog-edit.ts';
import type { CatalogItem } from '../../../shared/models/cloud.ts';
import type { CloudDevice, Credentials, DeviceName } from '../../../shared/models/device.ts';
import type { Happening } from '../../../shared/models/history.ts';
import type { Problem, Result } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';

/**
 * What became of one operation, as far as the cloud's answer tells.
 * `done`: it holds. `refused`: it never will as it is; a person decides. `again`: it certainly did not
 * happen and may be tried later. `in_doubt`: it may have happened; it is looked up before it may be
 * sent again. `absent` (look-up only): it did not happen.
 */
export type Outcome =
  | {
      kind: 'done';
      sn?: string | null;
      assetId?: string | null;
      /** What the device is at from now on; null = gone. */
      version?: number | null;
      /** Its master data, where the cloud decided them. */
      deviceData?: MasterDataValues;
      description?: string;
      batchTag?: string | null;
    }
  /** `definite: false`: nobody knows what the answer means, so it may still have happened. */
  | { kind: 'refused'; problem: Problem; definite?: boolean }
  | { kind: 'again'; problem: Problem }
  | { kind: 'in_doubt'; problem: Problem }
  | { kind: 'absent' };

/** Why nothing can be sent at all for now. `pause` waits for a person, otherwise it is tried again. */
export interface LinkFailure {
  problem: Problem;
  pause: boolean;
  /** Not before this many milliseconds, where the cloud said so (Retry-After). */
  retryAfterMs: number | null;
}

export interface Answer {
  /** By operation key; a key that is missing counts as in doubt. */
  outcomes: Map<string, Outcome>;
  /** Set when the link itself failed; outcomes may still hold what is known. */
  failure: LinkFailure | null;
}

/** One cloud, behind which EnOS and Lineside's own look the same to the outbox. */
export interface Cloud {
  /** Most operations in one call of `send` or `lookUp`. */
  readonly batch: number;
  /** Most calls at the same time. */
  readonly lanes: number;
  /** Several operations of one device may travel in the same batch, in order. */
  readonly wholeLanes: boolean;
  send(items: readonly OutboxItem[]): Promise<Answer>;
  /** Asks what became of operations that may have been sent. Changes nothing. */
  lookUp(items: readonly OutboxItem[]): Promise<Answer>;
  /** Shows the key and changes nothing; null where the first pull shows it. */
  enter: (() => Promise<LinkFailure | null>) | null;
  /** Epoch milliseconds by the cloud's own clock; null: not told yet, or it is not asked for. */
  time: (() => number | null) | null;
  /** What changed in the catalog after `cursor`; null where the cloud has no such thing. */
  pullCatalog:
    | ((cursor: number) => Promise<Result<{ items: CatalogItem[]; cursor: number; more: boolean }>>)
    | null;
  /** Devices as they are now, for a person; in the order asked. */
  look(devices: readonly DeviceName[]): Promise<Result<Looked[]>>;
  /** A device's credentials; the cloud writes down who asked and why. Null where a station gets none. */
  credentials:
    | ((device: DeviceName, about: { by: string; reason: string }) => Promise<Result<Credentials>>)
    | null;
  /** Saves one item of the catalog; null where the cloud has no such thing. */
  saveCatalog: ((edit: CatalogEdit, accept: boolean) => Promise<Result<CatalogSaved>>) | null;
  /** Saves a whole catalog file, all of it or nothing; null where the cloud has no such thing. */
  importCatalog: ((file: object, accept: boolean) => Promise<Result<CatalogSaved>>) | null;
  /** Whether the cloud knows this registration group, as far as it lets a station tell. */
  knowsGroup(groupId: string): Promise<Result<'yes' | 'no' | 'unproved'>>;
  /**
   * The cloud's own `sn` of some device of the group that has credentials, to prove the group's secret
   * with; null: none is found. Null as a whole where the catalog itself tells (`pullCatalog`).
   */
  anyAllocated: ((groupId: string) => Promise<Result<string | null>>) | null;
  /**
   * A range of numbers for this station alone; null: the period has none left. The same key gets the same
   * range, whenever it asks. Null as a whole where the cloud gives none out.
   */
  leaseRange: ((wish: RangeWish) => Promise<Result<LeasedRange | null>>) | null;
  /** Devices that anybody made after a place in the feed, and SNs that are free again. */
  pullDevices: ((place: { made: number; gone: number }) => Promise<Result<DevicesPage>>) | null;
}

export interface RangeWish {
  key: string;
  groupId: string;
  layout: string;
  period: string;
  /** How many numbers. */
  count: number;
}

/** Counters, both ends included. */
export interface LeasedRange {
  first: number;
  last: number;
}

export interface KnownDevice {
  groupId: string;
  deviceSn: string;
  station: string | null;
  batchTag: string | null;
  at: number;
}

/** What was made is taken in first: an SN that went and came again is not among those that are gone. */
export interface DevicesPage {
  items: KnownDevice[];
  cursor: number;
  gone: DeviceName[];
  goneCursor: number;
  more: boolean;
}

/** A device and what the cloud remembers of it. */
export interface Looked {
  device: CloudDevice | null;
  history: Happening[];
}
