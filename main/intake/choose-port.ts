import type { PortIdentity, PortInfo, Scanner } from '../../shared/models/scanner.ts';
import type { UartUnit } from '../../shared/models/unit.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';

const sameKind = (a: PortIdentity, b: PortIdentity): boolean =>
  a.vendorId === b.vendorId && a.productId === b.productId;

const same = (a: PortIdentity, b: PortIdentity): boolean =>
  sameKind(a, b) && a.serialNumber === b.serialNumber;

/**
 * At which path a scanner is now: names such as `ttyACM0` and `COM5` move, the hardware does not. One with
 * a serial number is where that number is. One without is followed only while it is the only one of its
 * kind, plugged in and set up (`rivals`); of several, each stays at its own path. A path that now
 * belongs to other hardware is never opened for it.
 */
export function choosePort(
  { path, identity }: Pick<Scanner, 'path' | 'identity'>,
  listed: readonly PortInfo[],
  rivals: readonly PortIdentity[],
): Result<string> {
  if (!identity) return ok(path);
  const matches = listed.filter((port) => port.identity && same(port.identity, identity));
  const here = listed.find((port) => port.path === path);
  if (matches.some((port) => port.path === path)) return ok(path);
  const [only, another] = matches;
  const alone = identity.serialNumber !== null || !rivals.some((rival) => same(rival, identity));
  if (only && !another && alone) return ok(only.path);
  // What the machine does not list (no udevadm) or gives no identity cannot be told apart: as it was.
  if (here?.identity) return fail('port-other-device', { path, found: here.description });
  return ok(path);
}

/**
 * At which path a unit's port is now. A cable that stays is found as a scanner is. Where the port itself
 * comes with each unit, it is the next one of its kind: each unit has a serial number of its own.
 */
export function chooseUnitPort(
  unit: Pick<UartUnit, 'path' | 'identity' | 'begins'>,
  listed: readonly PortInfo[],
  rivals: readonly PortIdentity[],
): Result<string> {
  const { path, identity, begins } = unit;
  if (!identity || begins.kind !== 'arrival' || begins.greeting !== '') {
    return choosePort(unit, listed, rivals);
  }
  const paths = listed.flatMap((port) =>
    port.identity && sameKind(port.identity, identity) ? [port.path] : [],
  );
  if (paths.includes(path)) return ok(path);
  // Which of several is whose cannot be told: each stays at its own path.
  const alone = !rivals.some((rival) => sameKind(rival, identity));
  const [first] = paths.toSorted();
  if (first !== undefined && alone) return ok(first);
  const here = listed.find((port) => port.path === path);
  return here?.identity ? fail('port-other-device', { path, found: here.description }) : ok(path);
}
