import type { DeviceName } from '../../shared/models/device.ts';
import type { OperationKind } from '../../shared/models/operation.ts';
import type { Acted, NewOperation, StationEvent } from './events.ts';

/** What the journal says there is, kept as little as a comparison with the database needs. */
export class JournalTale {
  /** Devices that are there in the end, as group and SN. */
  readonly devices = new Set<string>();
  readonly operations = new Map<string, 'owed' | 'confirmed'>();
  /** Registered although it was there. */
  twice = 0;
  #ends = new Map<string, { kind: OperationKind; device: string; other: string | null }>();

  hear(event: StationEvent): void {
    switch (event.type) {
      case 'device-registered':
        return this.#register(event, event.operations);
      case 'import-slice': {
        const { groupId } = event;
        for (const { deviceSn, operations } of event.registered) {
          this.#register({ groupId, deviceSn }, operations);
        }
        return this.#act(event.changed.map(({ acted }) => acted));
      }
      case 'device-taken-over':
        this.devices.add(nameOf(event.device));
        return;
      case 'device-removed':
        this.devices.delete(nameOf(event));
        return;
      case 'devices-acted':
        return this.#act(event.items);
      case 'import-undone':
        return this.#act(event.items.filter(({ problem }) => !problem));
      case 'operations-withdrawn':
        for (const key of event.keys) {
          const op = this.#ends.get(key);
          if (op?.kind === 'create') this.devices.delete(op.device);
        }
        return;
      case 'operations-confirmed':
        for (const { key } of event.items) this.#confirm(key);
        return;
    }
  }

  #register(device: DeviceName, operations: readonly NewOperation[]): void {
    if (this.devices.has(nameOf(device))) this.twice++;
    this.devices.add(nameOf(device));
    for (const one of operations) this.#owe(device, one);
  }

  #act(items: readonly Acted[]): void {
    for (const item of items) {
      // What an undone unit leaves to be deleted is none any more: its SN may be another's by then.
      for (const one of item.operations) this.#owe(item, one, item.remove === undefined);
      if (item.remove) this.devices.delete(nameOf(item));
    }
  }

  #owe(device: { groupId: string; deviceSn: string }, one: NewOperation, ends = true): void {
    this.operations.set(one.key, 'owed');
    if (!ends) return;
    if (one.kind !== 'create' && one.kind !== 'replace' && one.kind !== 'delete') return;
    const other = one.otherSn === undefined ? null : nameOf({ ...device, deviceSn: one.otherSn });
    this.#ends.set(one.key, { kind: one.kind, device: nameOf(device), other });
  }

  #confirm(key: string): void {
    if (this.operations.get(key) === 'confirmed') return;
    this.operations.set(key, 'confirmed');
    const op = this.#ends.get(key);
    if (op?.kind === 'delete') this.devices.delete(op.device);
    if (op?.kind === 'replace' && op.other !== null) this.devices.delete(op.other);
  }
}

const nameOf = ({ groupId, deviceSn }: { groupId: string; deviceSn: string }): string =>
  `${groupId}\n${deviceSn}`;
