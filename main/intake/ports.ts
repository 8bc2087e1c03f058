import type { Ports } from '../world.ts';
import type { PortFork } from './port-process/fork.ts';
import { createPortProcesses } from './port-process/port-processes.ts';
import { openTcp } from './tcp-port.ts';

/** The ports of a machine: ttys, each in a process of its own, and scanners on the network by TCP. */
export function createPorts(fork?: PortFork): Ports {
  const ttys = createPortProcesses(fork);
  return {
    open: (path, line, events) =>
      path.startsWith('tcp://') ? openTcp(path, events) : ttys.open(path, line, events),
    list: ttys.list,
  };
}

/** Where Node runs this process; Electron brings its own way to start another. */
export const machinePorts: Ports = createPorts();
