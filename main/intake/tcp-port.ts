import { connect } from 'node:net';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { OpenPort, PortEvents } from '../world.ts';

/** How long a scanner on the network may take to answer, in milliseconds. */
const connectTimeout = 2000;

/** Opens a scanner that sends its codes over a raw TCP connection, as fixed-mount readers do. */
export function openTcp(path: string, events: PortEvents): Promise<Result<OpenPort>> {
  const address = /^tcp:\/\/(\[[^\]]+\]|[^:/]+):(\d{1,5})\/?$/.exec(path);
  if (!address) {
    return Promise.resolve(fail('port-failed', { path, detail: 'it must be tcp://host:port' }));
  }
  const [, host, port] = address as unknown as [string, string, string];
  if (Number(port) < 1 || Number(port) > 65_535) {
    return Promise.resolve(fail('port-failed', { path, detail: 'ports are 1 to 65535' }));
  }
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port: Number(port) });
    let opened = false;
    let over = false;
    const finish = (unplugged: boolean, detail: string) => {
      if (over) return;
      over = true;
      socket.destroy();
      if (opened) events.onClose({ unplugged, detail });
      else resolve(fail('port-missing', { path }));
    };
    const write: OpenPort['write'] = (bytes, within) =>
      new Promise((taken) => {
        const settle = (detail: string | null) => {
          clearTimeout(timer);
          taken(detail === null ? ok({}) : fail('port-write-failed', { path, detail }));
        };
        const timer = setTimeout(() => settle('it did not take the bytes'), within);
        if (over) return settle('the port is closed');
        socket.write(bytes, (error) => settle(error?.message ?? null));
      });
    socket.setTimeout(connectTimeout, () => {
      if (!opened) finish(false, 'no answer');
    });
    socket.on('connect', () => {
      opened = true;
      socket.setTimeout(0);
      socket.setKeepAlive(true, 1000);
      resolve(ok({ close: () => finish(false, 'closed'), write }));
    });
    socket.on('data', (bytes) => {
      if (!over) events.onData(bytes);
    });
    socket.on('error', (error) => finish(true, error.message));
    socket.on('close', () => finish(true, 'closed by the scanner'));
  });
}
