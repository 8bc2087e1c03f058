import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The network between a station and a cloud, with a hand on the cable. */

export type Meddling =
  | 'pass'
  /** The server finishes and commits; its reply never arrives. */
  | 'drop-reply'
  /** The request never arrives. */
  | 'drop-request'
  /** The server finishes; the reply stops after half of its bytes. */
  | 'half-reply'
  /** The server finishes; the reply neither comes nor does the connection end. */
  | 'hang'
  /** The request arrives twice, as some middle boxes do; the first reply is passed on. */
  | 'twice';

export interface FaultProxy {
  readonly url: string;
  /** Decides for the Nth request (from 1). */
  meddle: (n: number, request: IncomingMessage) => Meddling;
  /** How many requests were given each treatment. */
  readonly counts: Readonly<Record<Meddling, number>>;
  /** Refuses new connections and cuts the ones there are. */
  pull(): Promise<void>;
  /** The same address answers again. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** @param target where requests go; a function is asked for each one, as a load balancer decides. */
export async function startFaultProxy(target: string | (() => string)): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const counts: Record<Meddling, number> = {
    pass: 0,
    'drop-reply': 0,
    'drop-request': 0,
    'half-reply': 0,
    hang: 0,
    twice: 0,
  };
  let requests = 0;
  let meddle: FaultProxy['meddle'] = () => 'pass';
  let server: Server | null = null;
  let port = 0;

  const forward = (request: IncomingMessage, body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const upstream = new URL(typeof target === 'string' ? target : target());
      const options: RequestOptions = {
        host: upstream.hostname,
        port: upstream.port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, host: upstream.host, connection: 'close' },
        agent: false,
      };
      const onward = send(options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 502,
            headers: { ...answer.headers },
            body: Buffer.concat(parts),
          }),
        );
        answer.on('error', reject);
      });
      onward.on('error', reject);
      onward.end(body);
    });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests += 1;
    const treatment = meddle(requests, request);
    counts[treatment] += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (treatment === 'drop-request') {
      request.socket.destroy();
      return;
    }
    const body = Buffer.concat(parts);
    const reply = await forward(request, body);
    if (treatment === 'twice') await forward(request, body);
    if (treatment === 'drop-reply') {
      request.socket.destroy();
      return;
    }
    if (treatment === 'hang') return;
    const { connection: _, 'transfer-encoding': __, ...headers } = reply.headers;
    headers['content-length'] = String(reply.body.length);
    response.writeHead(reply.status, headers as Record<string, string>);
    if (treatment === 'half-reply') {
      response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () =>
        request.socket.destroy(),
      );
      return;
    }
    response.end(reply.body);
  };

  const listen = async (): Promise<void> => {
    const next = createServer((request, response) => {
      handle(request, response).catch(() => request.socket.destroy());
    });
    next.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    });
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen(port, '127.0.0.1', resolve);
    });
    port = (next.address() as AddressInfo).port;
    server = next;
  };
  const pull = (): Promise<void> =>
    new Promise((resolve) => {
      const ending = server;
      server = null;
      if (!ending) {
        resolve();
        return;
      }
      ending.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });

  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    get meddle() {
      return meddle;
    },
    set meddle(next) {
      meddle = next;
    },
    counts,
    pull,
    restore: async () => {
      if (!server) await listen();
    },
    close: pull,
  };
}

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}
