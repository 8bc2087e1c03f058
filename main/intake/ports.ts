import type { Result } from '../../shared/problems.ts';
import type { OpenPort, PortEvents, Ports } from '../world.ts';
import { listSerial, openSerial } from './serial-port.ts';
import { openTcp } from './tcp-port.ts';

/** The ports of this machine: ttys through `serialport`, scanners on the network through TCP. */
export const machinePorts: Ports = {
  open(path: string, options: { baudRate: number }, events: PortEvents): Promise<Result<OpenPort>> {
    return path.startsWith('tcp://') ? openTcp(path, events) : openSerial(path, options, events);
  },
  list: listSerial,
};
