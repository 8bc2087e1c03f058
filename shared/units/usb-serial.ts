import type { UsbUnit } from '../models/unit.ts';
import { fail, ok, type Result } from '../problems.ts';
import { compileUnitPattern, type Taken } from './pattern.ts';
import { printable } from './printable.ts';

/** How a thing on USB is called where people see it. */
export const usbName = ({
  vendorId,
  productId,
}: {
  vendorId: string;
  productId: string | null;
}): string => `${vendorId}:${productId ?? '*'}`;

/** What a descriptor's serial number says under a profile; `read-usb-unlike` where its pattern does not match. */
export function readUsbSerial(
  { vendorId, productId, pattern }: Pick<UsbUnit, 'vendorId' | 'productId' | 'pattern'>,
  serialNumber: string,
): Result<Taken> {
  if (pattern === null) return ok({ deviceSn: serialNumber, facts: [] });
  const takeBy = compileUnitPattern(pattern);
  const taken = typeof takeBy === 'string' ? null : takeBy(serialNumber, 'whole');
  if (taken) return ok(taken);
  const device = usbName({ vendorId, productId });
  return fail('read-usb-unlike', { device, answer: printable(serialNumber, 64) });
}
