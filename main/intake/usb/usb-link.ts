import type { Source, Verdict } from '../../../shared/models/read.ts';
import type { UnitTrial, UnitWish, UsbUnit } from '../../../shared/models/unit.ts';
import { fail, ok, problem, type Result } from '../../../shared/problems.ts';
import { isSecretName } from '../../../shared/serial/secret-names.ts';
import { printable } from '../../../shared/units/printable.ts';
import {
  type UsbArrival,
  UsbArrivals,
  type UsbDevice,
} from '../../../shared/units/usb-arrivals.ts';
import { readUsbSerial, usbName } from '../../../shared/units/usb-serial.ts';
import type { UsbBus } from '../../world.ts';
import type { UnitLink, UnitSink } from '../unit-link.ts';

/** Between two looks at what is plugged in, in milliseconds. */
const lookEvery = 400;

/** Watches for units of one kind and reads the SN in the descriptor of each that comes. */
export function createUsbLink(
  needs: UnitSink & { unit: UsbUnit; usb: UsbBus; now(): number; onChange(): void },
): UnitLink {
  const { unit, usb } = needs;
  const source: Source = { kind: 'usb', name: usbName(unit) };
  const arrivals = new UsbArrivals(unit);
  let last: { deviceSn: string; at: number } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  function read(serialNumber: string): Verdict {
    const taken = readUsbSerial(unit, serialNumber);
    if (!taken.ok) return needs.misread(taken.problem, source);
    last = { deviceSn: printable(taken.value.deviceSn, 64), at: needs.now() };
    return needs.receive(taken.value.deviceSn, source, taken.value.facts);
  }

  const nameless = (device: UsbDevice) => problem('read-usb-no-sn', { device: placeOf(device) });

  function tell(arrival: UsbArrival): void {
    const { device } = arrival;
    if (arrival.kind === 'arrived') read(arrival.serialNumber);
    else if (arrival.kind === 'no-sn') needs.misread(nameless(device), source);
    else {
      const deviceSn = printable(arrival.serialNumber, 64);
      needs.misread(problem('read-usb-twice', { deviceSn, device: placeOf(device) }), source);
    }
  }

  async function look(): Promise<void> {
    const listed = await usb.list().catch(() => null);
    if (closed) return;
    if (listed) {
      const before = arrivals.present.length;
      const news = arrivals.see(listed, performance.now());
      for (const arrival of news) tell(arrival);
      if (news.length > 0 || before !== arrivals.present.length) needs.onChange();
    }
    timer = setTimeout(() => void look(), lookEvery);
  }

  void look();
  return {
    async ask() {
      const there = await present(usb, unit);
      if (closed || there.length === 0) return fail('unit-not-there', { device: source.name });
      return ok(
        there.map((device) =>
          device.serialNumber === null
            ? needs.misread(nameless(device), source)
            : read(device.serialNumber),
        ),
      );
    },
    try: (wish) => tryUsb(usb, wish),
    state: () => ({
      unit,
      connected: arrivals.present.length > 0,
      problem: null,
      asking: false,
      lastSn: last?.deviceSn ?? null,
      lastAt: last?.at ?? null,
    }),
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

/** What the units that are plugged in would be read as; none of them is registered. */
export async function tryUsb(usb: UsbBus, wish: UnitWish): Promise<Result<UnitTrial[]>> {
  if (wish.kind !== 'usb') return fail('bad-input', { detail: 'it is no USB device' });
  const there = await present(usb, wish);
  if (there.length === 0) return fail('unit-not-there', { device: usbName(wish) });
  return ok(there.slice(0, 20).map((device) => trialOf(wish, device)));
}

function trialOf(wish: Omit<UsbUnit, 'id'>, device: UsbDevice): UnitTrial {
  const { serialNumber } = device;
  const none = { deviceSn: null, facts: [], attempts: 1 };
  if (serialNumber === null) {
    return { ...none, raw: '', problem: problem('read-usb-no-sn', { device: placeOf(device) }) };
  }
  const raw = printable(serialNumber, 256);
  const taken = readUsbSerial(wish, serialNumber);
  if (!taken.ok) return { ...none, raw, problem: taken.problem };
  const facts = taken.value.facts.map(([name, value]) => ({
    name,
    value: isSecretName(name) ? '***' : value,
  }));
  return { raw, deviceSn: taken.value.deviceSn, facts, problem: null, attempts: 1 };
}

async function present(
  usb: UsbBus,
  kind: { vendorId: string; productId: string | null },
): Promise<readonly UsbDevice[]> {
  const arrivals = new UsbArrivals(kind);
  arrivals.see((await usb.list().catch(() => null)) ?? [], 0);
  return arrivals.present;
}

const placeOf = (device: UsbDevice): string => `${usbName(device)}, ${device.at}`;
