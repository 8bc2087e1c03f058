/** A thing on USB as the machine lists it. */
export interface UsbDevice {
  /** Where it is plugged in, as far as the machine says so: `1-2.3`. */
  at: string;
  /** Hexadecimal, lower case. */
  vendorId: string;
  productId: string;
  /** iSerial, as it is; null where the descriptor has none. */
  serialNumber: string | null;
}

export type UsbArrival =
  | { kind: 'arrived'; device: UsbDevice; serialNumber: string }
  | { kind: 'no-sn'; device: UsbDevice }
  /** Two with this SN are plugged in at once. */
  | { kind: 'twice'; device: UsbDevice; serialNumber: string };

/** A unit that is away for less, in milliseconds, has bounced or come up again somewhere else: it never went. */
export const goneAfter = 2000;
/** So long, in milliseconds, a descriptor may take to be read whole, and an old place to vanish. */
export const settledAfter = 1500;

interface Seen {
  device: UsbDevice;
  since: number;
  /** When it was first missed; null while it is there. */
  missing: number | null;
  told: boolean;
  /** Since when two of them are there. */
  twice: number | null;
  toldTwice: boolean;
}

/**
 * Tells from snapshots of what is plugged in which units came. A unit is told as soon as it is seen with its
 * SN, so that the shortest visit counts, and only once until it was away for `goneAfter`: by its SN,
 * wherever it is plugged in. One without SN is told by its place, after `settledAfter`. Pure but for what it
 * saw; `now` is monotonic, in ms.
 */
export class UsbArrivals {
  readonly #vendorId: string;
  readonly #productId: string | null;
  readonly #named = new Map<string, Seen>();
  readonly #nameless = new Map<string, Seen>();
  #present: readonly UsbDevice[] = [];

  constructor(kind: { vendorId: string; productId: string | null }) {
    this.#vendorId = kind.vendorId;
    this.#productId = kind.productId;
  }

  /** Those of the kind in the last snapshot. */
  get present(): readonly UsbDevice[] {
    return this.#present;
  }

  see(all: readonly UsbDevice[], now: number): UsbArrival[] {
    this.#present = all.filter(
      ({ vendorId, productId }) =>
        vendorId === this.#vendorId && (this.#productId === null || productId === this.#productId),
    );
    const named = Map.groupBy(
      this.#present.filter(({ serialNumber }) => serialNumber !== null),
      ({ serialNumber }) => serialNumber as string,
    );
    const nameless = new Map(
      this.#present
        .filter(({ serialNumber }) => serialNumber === null)
        .map((device) => [device.at, [device]]),
    );
    return [...this.#seeNamed(named, now), ...this.#seeNameless(nameless, now)];
  }

  #seeNamed(there: Map<string, UsbDevice[]>, now: number): UsbArrival[] {
    forget(this.#named, there, now);
    const news: UsbArrival[] = [];
    for (const [serialNumber, devices] of there) {
      const seen = remember(this.#named, serialNumber, devices, now);
      const { device } = seen;
      if (!seen.told) news.push({ kind: 'arrived', device, serialNumber });
      seen.told = true;
      // Its descriptor is read now: what had none here, or before it came up again here, was this one.
      for (const [at, before] of this.#nameless) {
        if (!before.told && (at === device.at || before.missing !== null))
          this.#nameless.delete(at);
      }
      if (devices.length === 1) {
        seen.twice = null;
        seen.toldTwice = false;
        continue;
      }
      seen.twice ??= now;
      if (seen.toldTwice || now - seen.twice < settledAfter) continue;
      seen.toldTwice = true;
      news.push({ kind: 'twice', device: devices.at(-1) as UsbDevice, serialNumber });
    }
    return news;
  }

  #seeNameless(there: Map<string, UsbDevice[]>, now: number): UsbArrival[] {
    const gone = forget(this.#nameless, there, now);
    const untold = gone.filter(({ told }) => !told);
    for (const [at, devices] of there) {
      const seen = remember(this.#nameless, at, devices, now);
      if (seen.told || now - seen.since < settledAfter) continue;
      seen.told = true;
      untold.push(seen);
    }
    return untold.map(({ device }) => ({ kind: 'no-sn', device }));
  }
}

function remember(
  among: Map<string, Seen>,
  key: string,
  devices: readonly UsbDevice[],
  now: number,
): Seen {
  const device = devices[0] as UsbDevice;
  const seen = among.get(key) ?? {
    device,
    since: now,
    missing: null,
    told: false,
    twice: null,
    toldTwice: false,
  };
  seen.device = device;
  seen.missing = null;
  among.set(key, seen);
  return seen;
}

/** Counts from the first snapshot that lacks it: a machine that slept or listed nothing took nothing away. */
function forget(
  among: Map<string, Seen>,
  there: ReadonlyMap<string, unknown>,
  now: number,
): Seen[] {
  const gone: Seen[] = [];
  for (const [key, seen] of among) {
    if (seen.missing !== null && now - seen.missing >= goneAfter) {
      among.delete(key);
      gone.push(seen);
    } else if (!there.has(key)) seen.missing ??= now;
  }
  return gone;
}
