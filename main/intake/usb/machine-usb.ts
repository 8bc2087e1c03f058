import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UsbDevice } from '../../../shared/units/usb-arrivals.ts';
import type { Ports, UsbBus } from '../../world.ts';

/** Where Linux shows what is plugged in. */
const sysfs = '/sys/bus/usb/devices';

/**
 * What is plugged into this machine. Linux says so in files that anybody may read; elsewhere, and where
 * they are missing, there are only the devices that have a serial port, as `serialport` lists them.
 */
export const createUsb = (ports: Ports, folder = sysfs): UsbBus => ({
  async list() {
    const names = await readdir(folder).catch(() => null);
    if (names === null) return withPort(ports);
    // Root hubs are called usb1, interfaces 1-2:1.0.
    const devices = names.filter((name) => /^\d+-[\d.]+$/.test(name));
    const read = await Promise.all(devices.map((name) => readDevice(folder, name)));
    return read.filter((device) => device !== null);
  },
});

/** Null for one that went while it was read. */
async function readDevice(folder: string, at: string): Promise<UsbDevice | null> {
  const field = async (name: string) =>
    (await readFile(join(folder, at, name), 'utf8')).replace(/\n$/, '');
  try {
    const [vendorId, productId] = await Promise.all([field('idVendor'), field('idProduct')]);
    const serialNumber = await field('serial').catch((error: NodeJS.ErrnoException) => {
      // The kernel makes no file where the descriptor names no serial number.
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return {
      at,
      vendorId: vendorId.toLowerCase(),
      productId: productId.toLowerCase(),
      serialNumber: serialNumber || null,
    };
  } catch {
    return null;
  }
}

async function withPort(ports: Ports): Promise<UsbDevice[]> {
  const devices = new Map<string, UsbDevice>();
  for (const { path, identity } of await ports.list()) {
    if (!identity) continue;
    const { vendorId, productId } = identity;
    // Windows makes one up where the device has none: `6&1a2b3c4d&0&2`.
    const serialNumber = identity.serialNumber?.includes('&') ? null : identity.serialNumber;
    // One unit may have several ports: its SN tells that they are one.
    devices.set(`${vendorId}:${productId}:${serialNumber ?? path}`, {
      at: path,
      vendorId,
      productId,
      serialNumber,
    });
  }
  return [...devices.values()];
}
