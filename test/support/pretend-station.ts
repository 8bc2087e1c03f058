import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pagePolicy } from '../../main/hosts/pages.ts';
import { type CallName, contract, isCallName } from '../../shared/contract.ts';
import type { State } from '../../shared/models/state.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { answerPretendCall } from './pretend-calls.ts';
import { calmState } from './pretend-scenes.ts';

/**
 * A stand-in for the station, for photographs and tests of the window only. It checks inputs and
 * outputs against the contract as the real one does, and remembers nothing worth remembering.
 */
export interface PretendStation {
  url: string;
  /** Every call so far, in order. */
  calls: { name: CallName; input: unknown }[];
  state(): State;
  push(state: State): void;
  /** The same for those only who join from now on. */
  begin(state: State): void;
  /** Ends the streams and refuses connections, as a station that was closed. */
  vanish(): Promise<void>;
  returnAgain(): Promise<void>;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

export async function pretendStation(pages: string): Promise<PretendStation> {
  let state = calmState();
  const calls: PretendStation['calls'] = [];
  const watchers = new Set<ServerResponse>();
  const push = (next: State) => {
    state = next;
    for (const watcher of watchers) watcher.write(`data: ${JSON.stringify(next)}\n\n`);
  };

  const call = (name: string, body: string): Result<unknown> => {
    if (!isCallName(name)) return fail('unknown-call', { name });
    const input = contract[name].input.safeParse(JSON.parse(body));
    if (!input.success) return fail('bad-input', { detail: input.error.message });
    calls.push({ name, input: input.data });
    const reply = answerPretendCall(name, input.data, state, push);
    return reply.ok ? ok(contract[name].output.parse(reply.value)) : reply;
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://station').pathname;
    if (path === '/watch') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`data: ${JSON.stringify(state)}\n\n`);
      watchers.add(response);
      response.on('close', () => watchers.delete(response));
      return;
    }
    if (path.startsWith('/call/')) {
      void bodyOf(request).then((body) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end(JSON.stringify(call(path.slice(6), body)));
      });
      return;
    }
    void servePage(pages, path, response);
  });

  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const vanish = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  return {
    url: `http://127.0.0.1:${port}/`,
    calls,
    state: () => state,
    push,
    begin: (next) => {
      state = next;
    },
    vanish,
    returnAgain: () => listen(port),
    close: vanish,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The page with the same content policy as the real hosts, so that a violation is seen here first. */
async function servePage(pages: string, path: string, response: ServerResponse): Promise<void> {
  const file = path === '/' ? 'index.html' : normalize(path).replace(/^([/\\]|\.\.)+/, '');
  const nonce = randomBytes(16).toString('base64');
  try {
    const bytes = await readFile(join(pages, file));
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      // Named by their content: a browser that opens the page a hundred times compiles them once.
      ...(file.startsWith('assets/') ? { 'cache-control': 'max-age=86400' } : {}),
      'content-security-policy': pagePolicy(nonce),
    });
    response.end(file === 'index.html' ? bytes.toString().replaceAll('__NONCE__', nonce) : bytes);
  } catch {
    response.writeHead(404).end();
  }
}
