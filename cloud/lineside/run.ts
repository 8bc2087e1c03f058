import type { CloudOperation } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';
import type { Author } from '../devices/author.ts';
import type { DeviceRow } from '../devices/device.ts';
import { type Lane, laneName } from '../devices/find.ts';
import type { Vault } from '../secrets/vault.ts';

/** The devices that an operation concerns: its own, and the one that a replacement replaces. */
export const lanesOf = ({ groupId, deviceSn, replaces }: CloudOperation): Lane[] =>
  replaces === undefined || replaces === deviceSn
    ? [{ groupId, deviceSn }]
    : [
        { groupId, deviceSn },
        { groupId, deviceSn: replaces },
      ];

/**
 * First operations of all devices, then second ones, ... so that each wave is set-wise. One that
 * concerns two devices comes after the earlier ones and before the later ones of both.
 */
export function wavesOf(operations: readonly CloudOperation[]): CloudOperation[][] {
  const waves: CloudOperation[][] = [];
  const next = new Map<string, number>();
  for (const operation of operations) {
    const lanes = lanesOf(operation).map(laneName);
    const wave = Math.max(...lanes.map((lane) => next.get(lane) ?? 0));
    for (const lane of lanes) next.set(lane, wave + 1);
    waves[wave] ??= [];
    waves[wave].push(operation);
  }
  return waves;
}

/** One batch on its way, inside its transaction. */
export class Run {
  readonly client: Queries;
  readonly vault: Vault;
  readonly author: Author;
  /** The devices of the batch as they are now, locked. */
  readonly #devices: Map<string, DeviceRow>;
  /** What follows a refusal was meant for a device that did not come to be. */
  readonly #failed = new Set<string>();
  /** Versions that a device had when the batch came and after each operation of it since. */
  readonly #versions = new Map<string, Set<number>>();

  constructor(client: Queries, vault: Vault, author: Author, devices: Map<string, DeviceRow>) {
    this.client = client;
    this.vault = vault;
    this.author = author;
    this.#devices = devices;
    for (const [lane, { version }] of devices) this.#versions.set(lane, new Set([version]));
  }

  device(lane: Lane): DeviceRow | undefined {
    return this.#devices.get(laneName(lane));
  }

  /** Notes how a device is after an operation; null = gone. */
  became(lane: Lane, row: DeviceRow | null): void {
    const name = laneName(lane);
    if (row === null) {
      this.#devices.delete(name);
      return;
    }
    this.#devices.set(name, row);
    this.#versions.set(name, (this.#versions.get(name) ?? new Set()).add(row.version));
  }

  /**
   * Whether a device is as the station last saw it. The station may have seen it before an earlier
   * operation of the same batch changed it, which is no change by somebody else.
   */
  isAsSeen(lane: Lane, { ifVersion }: CloudOperation): boolean {
    if (ifVersion === undefined || ifVersion === null) return true;
    return this.#versions.get(laneName(lane))?.has(ifVersion) ?? false;
  }

  fail(operation: CloudOperation): void {
    for (const lane of lanesOf(operation)) this.#failed.add(laneName(lane));
  }

  hasFailed(operation: CloudOperation): boolean {
    return lanesOf(operation).some((lane) => this.#failed.has(laneName(lane)));
  }
}
