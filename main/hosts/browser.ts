import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import type { Line } from '../line.ts';
import { readCallBody } from './call-body.ts';
import { type CallPace, createCallPace } from './call-pace.ts';
import { askAtDoor } from './door.ts';
import { bareStuffPolicy, readPage, safetyHeaders } from './pages.ts';
import { streamState } from './watch-stream.ts';

/** Loopback only, and never by name: a name can be made to mean another address. */
const address = '127.0.0.1';

export interface BrowserOptions {
  line: Line;
  /** 0 or absent: any free one. */
  port?: number;
  /** Whoever holds the key started the station on this machine; hence the highest by default. */
  role?: Role;
  rendererFolder: string;
  /** Given, it outlives a restart; absent, there is a new one each time. */
  key?: string;
  /** How often its guests may call, all together. */
  pace?: CallPace;
  log?: (line: string) => void;
}

export interface BrowserHost {
  /** With the key in it: for the one person who may come in. */
  url: string;
  close(): Promise<void>;
}

/** Serves the station on loopback: the page, `POST /call/<name>` and `GET /watch`. */
export async function serveBrowser(options: BrowserOptions): Promise<Result<BrowserHost>> {
  const key = options.key ?? randomBytes(32).toString('base64url');
  const pace = createCallPace(options.pace);
  let port = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      for (const [name, value] of Object.entries(safetyHeaders)) response.setHeader(name, value);
      const target = request.url ?? '';
      const method = request.method ?? '';
      const { headers } = request;
      const hostHeaders = request.headersDistinct['host']?.length ?? 0;
      const said = askAtDoor({ method, target, headers, hostHeaders }, { port, key });
      if (said.kind === 'enter') return await route(request, response, options, pace);
      if (said.kind === 'refuse') return refuse(request, response, said.status, said.problem);
      // To a clean address: the key must not stay in the history or on a screenshot.
      response.setHeader('set-cookie', said.cookie);
      response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end();
    } catch (error) {
      options.log?.(`browser host: ${(error as Error).message}`);
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500, problem('internal', { where: 'the browser host' }));
    }
  };

  const server = createServer({ requireHostHeader: false }, answer);
  // Without a listener Node answers this by itself, before our door.
  server.on('checkExpectation', answer);

  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const wanted = options.port ?? 0;
      const path = `${address}:${wanted}`;
      resolve(
        error.code === 'EADDRINUSE'
          ? fail('address-in-use', { port: wanted })
          : fail('port-failed', { path, detail: error.code ?? error.message }),
      );
    });
    server.listen(options.port ?? 0, address, () => {
      port = (server.address() as AddressInfo).port;
      const url = `http://${address}:${port}/?key=${encodeURIComponent(key)}`;
      resolve(ok({ url, close }));
    });
  });

  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      // Watchers never end by themselves.
      server.closeAllConnections();
    });
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: BrowserOptions,
  pace: ReturnType<typeof createCallPace>,
): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '';
  const tooMany = path.startsWith('/call/') ? pace() : null;
  if (tooMany) return refuse(request, response, 429, tooMany);
  if (path.startsWith('/call/')) return answerCall(request, response, options, path.slice(6));
  if (path === '/watch') {
    if (request.method === 'GET') return streamState(options.line, response);
    response.setHeader('allow', 'GET');
    return refuse(request, response, 405, problem('bad-input', { detail: 'use GET' }));
  }
  const page = await readPage(options.rendererFolder, request.method ?? '', request.url ?? '');
  response.writeHead(page.status, { ...page.headers, 'content-length': page.body.length });
  response.end(page.body);
}

/**
 * Status 200 means that the station answered; what it answered, a problem too, is in the body. Any
 * other status means that the request never came as far as the station.
 */
async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  options: BrowserOptions,
  name: string,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return refuse(request, response, 405, problem('bad-input', { detail: 'use POST' }));
  }
  const body = await readCallBody(request, name);
  if ('problem' in body) return refuse(request, response, body.status, body.problem);
  const reply = await options.line.call(name, body.input, { role: options.role ?? 'admin' });
  sendJson(response, 200, reply);
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  why: Problem,
): void {
  // Read and thrown away: a guest still talking when the line is cut would never hear the reason.
  request.resume();
  sendJson(response, status, { ok: false, problem: why });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': bareStuffPolicy,
    'cache-control': 'no-store',
    'content-length': body.length,
  });
  response.end(body);
}
