import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A scanner that is not there: it serves real bytes over TCP, as scanners on a network do. */
export interface PretendScanner {
  path: string;
  /** False when nobody is connected and the bytes are gone, as a scanner's are without its cable. */
  send(bytes: string): boolean;
  plugged(): boolean;
  set(plugged: boolean): void;
  close(): Promise<void>;
}

export async function createPretendScanner(): Promise<PretendScanner> {
  const sockets = new Set<Socket>();
  let plugged = true;
  const server = createServer((socket) => {
    if (!plugged) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const unplug = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    path: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send(bytes) {
      for (const socket of sockets) socket.write(bytes);
      return sockets.size > 0;
    },
    plugged: () => plugged,
    set(next) {
      plugged = next;
      if (!next) unplug();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        unplug();
      }),
  };
}
