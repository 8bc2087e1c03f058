/**
 * Stands in for a driver that spins in native code: the real process of a port, whose loop stops for
 * ever once it read a `!`. No machine of ours has a driver that does.
 */
import { SerialPort } from 'serialport';

const { emit } = SerialPort.prototype;
SerialPort.prototype.emit = function hang(
  this: SerialPort,
  event: string,
  ...given: unknown[]
): boolean {
  if (event === 'data' && String(given[0]).includes('!')) for (;;);
  return emit.call(this, event, ...given);
} as typeof emit;

await import('../../main/intake/port-process/child.ts');
