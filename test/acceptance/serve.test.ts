import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshStation, type Running, type Station } from '../support/cli.ts';

/** Item 11: the loopback door. No key 401, another page 403, another name for this host 421. */

let station: Station & AsyncDisposable;
let running: Running;
let url: URL;
let readyAfter = 0;

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: object; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: url.hostname, port: url.port, path, method, headers: { ...headers }, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const keyedPath = (): string => url.pathname + url.search;

/** The way a browser goes in: the address with the key, a cookie, a clean address. */
async function enter(): Promise<{ cookie: string; page: Answer }> {
  let answer = await ask(keyedPath());
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 5; hops += 1) {
    const next = new URL(String(answer.headers['location']), url);
    answer = await ask(next.pathname + next.search, { headers: { cookie } });
  }
  return { cookie, page: answer };
}

const paths = [
  '/',
  '/index.html',
  '/assets/x.js',
  '/favicon.ico',
  '/call',
  '/state',
  '/a/b/c',
  '/%2e%2e/package.json',
];

beforeAll(async () => {
  station = await freshStation();
  await station.register(['SRV-0001']);
  const from = performance.now();
  running = station.start(['serve', '--port', '0']);
  const said = await running.line((json) => typeof json.url === 'string', 'the address', 60_000);
  url = new URL(said.url);
  readyAfter = performance.now() - from;
});
afterAll(async () => {
  await running?.kill();
  await station?.[Symbol.asyncDispose]();
});

describe('the door', () => {
  test('prints an address on 127.0.0.1 with a key in it, and the page is there within 30 s', async () => {
    expect(url.hostname).toBe('127.0.0.1');
    expect(keyedPath()).toMatch(/[A-Za-z0-9_-]{16,}/);
    const from = performance.now();
    const { page } = await enter();
    expect(page.status).toBe(200);
    expect(String(page.headers['content-type'])).toMatch(/text\/html/);
    expect(page.body).toMatch(/<html/i);
    expect(readyAfter + performance.now() - from).toBeLessThan(30_000);
  });

  test('the cookie cannot be read by scripts nor sent by other sites', async () => {
    const answer = await ask(keyedPath());
    const [cookie = ''] = [answer.headers['set-cookie'] ?? []].flat();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
  });

  test('without the key every path is 401, with a wrong one too', async () => {
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT', 'OPTIONS']) {
        expect([method, path, (await ask(path, { method })).status]).toEqual([method, path, 401]);
      }
      const cookie = 'key=0123456789abcdef0123456789abcdef; lineside=x';
      expect((await ask(path, { headers: { cookie } })).status).toBe(401);
    }
    const wrong = keyedPath().replace(/[A-Za-z0-9_-]{16,}/, (key) =>
      key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    expect(wrong).not.toBe(keyedPath());
    expect((await ask(wrong)).status).toBe(401);
  });

  test('another page in the same browser is 403 on every path', async () => {
    const { cookie } = await enter();
    for (const origin of [
      'http://evil.example',
      'null',
      `http://localhost.evil.example:${url.port}`,
    ]) {
      for (const path of [...paths, keyedPath()]) {
        const answer = await ask(path, { headers: { cookie, origin } });
        expect([origin, path, answer.status]).toEqual([origin, path, 403]);
        const posted = await ask(path, { method: 'POST', headers: { cookie, origin }, body: '{}' });
        expect([origin, path, posted.status]).toEqual([origin, path, 403]);
      }
    }
    const own = await ask('/', { headers: { cookie, origin: url.origin } });
    expect(own.status).toBe(200);
  });

  test('another name for this host is 421 on every path, key or not (DNS rebinding)', async () => {
    const { cookie } = await enter();
    for (const host of ['evil.example', `evil.example:${url.port}`, `127.0.0.1.evil.example`]) {
      for (const path of [...paths, keyedPath()]) {
        expect([host, path, (await ask(path, { headers: { host, cookie } })).status]).toEqual([
          host,
          path,
          421,
        ]);
        expect([host, path, (await ask(path, { headers: { host } })).status]).toEqual([
          host,
          path,
          421,
        ]);
      }
    }
  });

  test('nothing outside the page is served to those inside either', async () => {
    const { cookie } = await enter();
    for (const path of [
      '/../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2fpackage.json',
      '//etc/passwd',
    ]) {
      const answer = await ask(path, { headers: { cookie } });
      expect(answer.body).not.toMatch(/"devDependencies"|root:x:0/);
    }
  });

  test('listens on loopback only', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === 'IPv4');
    for (const other of others) {
      const reached = await new Promise((resolve) => {
        const socket = connect({ host: other?.address ?? '', port: Number(url.port) });
        socket.setTimeout(2_000, () => resolve(false));
        socket.on('connect', () => resolve(true));
        socket.on('error', () => resolve(false));
        socket.on('close', () => socket.destroy());
      });
      expect(reached, 'reachable from outside').toBe(false);
    }
  });

  test('junk does not end it, SIGTERM does, and the folder is free again', async () => {
    const { cookie } = await enter();
    for (const path of ['/call', '/api/call', '/call/state.get', '/nothing']) {
      for (const body of ['', '{', 'null', '[]', '"x"', 'x'.repeat(3_000_000)]) {
        await ask(path, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body,
        }).catch(() => null);
      }
    }
    expect((await enter()).page.status).toBe(200);
    const ended = await running.stop(10_000);
    expect(ended.signal).not.toBe('SIGKILL');
    expect((await station.devices()).map((one) => one.deviceSn)).toEqual(['SRV-0001']);
  });
});
