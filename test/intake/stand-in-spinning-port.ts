/**
 * Stands in for a driver that reads nothing again and again: the real process of a port, whose loop
 * turns but eats a whole core once it read a `!`. No machine of ours has a driver that does.
 */
import { SerialPort } from 'serialport';

function spin(): void {
  const until = performance.now() + 5;
  while (performance.now() < until);
  setImmediate(spin);
}

const { emit } = SerialPort.prototype;
SerialPort.prototype.emit = function startToSpin(
  this: SerialPort,
  event: string,
  ...given: unknown[]
): boolean {
  if (event === 'data' && String(given[0]).includes('!')) spin();
  return emit.call(this, event, ...given);
} as typeof emit;

await import('../../main/intake/port-process/child.ts');
