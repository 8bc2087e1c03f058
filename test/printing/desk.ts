import type { PrinterDriver } from '../../main/printing/driver.ts';
import { wirePrinting } from '../../main/printing/wire.ts';
import type { StationEvent } from '../../main/store/events.ts';
import type { Store } from '../../main/store/store.ts';
import { plainLine } from '../../shared/models/line.ts';
import { ok } from '../../shared/problems.ts';
import { must, newId } from '../support/station.ts';

/** A label desk on a real store: a batch of units and one label printer. */

export const batchId = 'batch-1';

export const wish = {
  groupId: 'INV5K1',
  template: 'roll-50x30',
  printer: 'zebra',
  copies: 1,
  collated: true,
  skip: 0,
  reason: '',
};

export const batchStarted = (line = {}): StationEvent => ({
  type: 'batch-started',
  at: 1,
  id: batchId,
  groupId: 'INV5K1',
  tag: 'B1',
  target: null,
  template: 'roll-50x30',
  allocateTo: null,
  masterData: {},
  line: { ...plainLine, ...line },
  makes: false,
});

export const unit = (deviceSn: string, label = false): StationEvent => ({
  type: 'device-registered',
  at: Date.now(),
  groupId: 'INV5K1',
  deviceSn,
  batchId,
  allocateTo: null,
  masterData: {},
  source: { kind: 'typed', name: '' },
  raw: deviceSn,
  label,
  operations: [],
});

export const sns = (many: number) =>
  Array.from({ length: many }, (_, index) => `SN-${String(index + 1).padStart(5, '0')}`);

export function register(store: Store, many: number, label = false): void {
  must(
    store.group(() => {
      for (const sn of sns(many)) store.commit(unit(sn, label));
    }),
  );
}

type Needs = Parameters<typeof wirePrinting>[0];

/** Printing on a real store, quiet and with Li on duty; what is not said is as a station has it. */
export const deskWith = (store: Store, needs: Pick<Needs, 'drivers'> & Partial<Needs>) =>
  wirePrinting({
    store,
    folder: store.folder,
    log: { info: () => {}, warn: () => {} },
    now: () => Date.now(),
    newId,
    stationName: () => 'ST-1',
    operator: () => 'Li',
    onChange: () => {},
    ...needs,
  });

/** `zebra` prints the SN of each label, as its bytes. */
export const openDesk = (store: Store, driver: PrinterDriver, automatic = 'folder') =>
  deskWith(store, {
    drivers: {
      get: (id) => (id === 'zebra' ? driver : null),
      ids: () => ['zebra'],
      automatic: () => automatic,
      settings: () => null,
      close: async () => {},
    },
    // Its labels are no labels that anybody could read back.
    release: async () => null,
    make: async (_, job, records) => {
      const bad = records.find(({ deviceSn }) => deviceSn.startsWith('BAD'));
      if (bad) return { ok: false, problem: { code: 'label-failed', message: '', params: {} } };
      return ok(records.map(({ deviceSn }) => new TextEncoder().encode(`${deviceSn}`)));
    },
  });
