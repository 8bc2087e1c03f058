import type { FromPort, ToPort } from './messages.ts';

/** The end of the line to the station, as it is seen from a port's process. */
export interface Channel {
  /** `taken` is called when the message has left this process. */
  send(message: FromPort, taken?: () => void): void;
}

/** Electron's utility process has this in the place of Node's own channel. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** Joins the process that started this one; without it there is nothing to do here. */
export function openChannel(onMessage: (message: ToPort) => void): Channel {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort) {
    parentPort.on('message', ({ data }) => onMessage(data as ToPort));
    return {
      send(message, taken) {
        parentPort.postMessage(message);
        taken?.();
      },
    };
  }
  process.on('message', (message) => onMessage(message as ToPort));
  // However the station died, its ports are let go of.
  process.on('disconnect', () => process.exit(0));
  return {
    send(message, taken) {
      if (process.connected) process.send?.(message, undefined, undefined, () => taken?.());
    },
  };
}
