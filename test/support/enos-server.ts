import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createEnosModel, type EnosModel, type EnosOptions } from './enos-model.ts';

/** A stand-in for EnOS's Device Provisioning Service behind a real socket: `enos-model.ts` answers. */

export type { Fault, SeenRequest } from './enos-model.ts';
export type EnosServerOptions = EnosOptions;

export interface EnosServer extends Omit<EnosModel, 'ask' | 'now'> {
  readonly url: string;
  close(): Promise<void>;
}

export async function startEnosServer(options: EnosServerOptions = {}): Promise<EnosServer> {
  const model = createEnosModel(options);
  const sockets = new Set<Socket>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    request.setEncoding('utf8');
    for await (const chunk of request) text += chunk;
    const reply = model.ask({
      method: request.method ?? '',
      url: request.url ?? '/',
      header: (name) => request.headers[name]?.toString(),
      text,
    });
    if (reply.kind === 'cut') request.socket.destroy();
    else if (reply.kind === 'answer') {
      response.writeHead(reply.status, reply.headers).end(reply.body);
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  const { ask: _, now: __, ...told } = model;
  return Object.defineProperty(
    {
      ...told,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        }),
    },
    'fault',
    {
      get: () => model.fault,
      set(next) {
        model.fault = next;
      },
    },
  );
}
