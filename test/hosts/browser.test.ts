import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserHost, serveBrowser } from '../../main/hosts/browser.ts';
import type { State } from '../../shared/models/state.ts';
import { ask, canary, FakeLine, pageFolder, problemOf } from './support.ts';

const key = 'k'.repeat(43);
const line = new FakeLine();
let host: BrowserHost;
let port: number;
let good: Record<string, string>;

beforeAll(async () => {
  const served = await serveBrowser({ line, rendererFolder: pageFolder(), key, role: 'engineer' });
  if (!served.ok) throw new Error(served.problem.message);
  host = served.value;
  port = Number(new URL(host.url).port);
  good = { host: `127.0.0.1:${port}`, cookie: `lineside-${port}=${key}` };
});
afterAll(() => host.close());

const places: [string, string][] = [
  ['GET', '/'],
  ['HEAD', '/'],
  ['GET', '/index.html'],
  ['GET', '/assets/app.js'],
  ['GET', '/assets/missing.js'],
  ['GET', '/..%2f..%2fetc/passwd'],
  ['GET', '/watch'],
  ['POST', '/watch'],
  ['POST', '/call/state.get'],
  ['GET', '/call/state.get'],
  ['OPTIONS', '/call/state.get'],
  ['PUT', '/anything'],
  ['DELETE', '/'],
  ['TRACE', '/'],
];

describe.each(places)('a stranger at %s %s', (method, path) => {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(good).filter(([known]) => known !== name));

  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '0.0.0.0',
    '',
  ])('who means the host "%s" is sent elsewhere', async (name) => {
    const asked = await ask(port, method, path, { ...good, host: name });
    expect(asked.status).toBe(421);
    if (method !== 'HEAD') expect(problemOf(asked)).toBe('host-refused');
  });

  test('who names no host is sent elsewhere', async () => {
    expect((await ask(port, method, path, without('host'))).status).toBe(421);
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://127.0.0.1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('who comes from another page is refused: %o', async (from) => {
    const asked = await ask(port, method, path, { ...good, ...from } as Record<string, string>);
    expect(asked.status).toBe(403);
    if (method !== 'HEAD') expect(problemOf(asked)).toBe('origin-refused');
  });

  test('who has no key, or a wrong one, is refused', async () => {
    const cookies = ['', 'lineside=x', `lineside-${port}=`, `lineside-${port}=${key}x`, `x=${key}`];
    for (const cookie of cookies) {
      const asked = await ask(port, method, path, { ...good, cookie });
      expect(asked.status).toBe(401);
      if (method !== 'HEAD') expect(problemOf(asked)).toBe('key-missing');
    }
  });
});

describe('the key', () => {
  test('in the address becomes a cookie and leaves a clean address', async () => {
    const { pathname, search } = new URL(host.url);
    const asked = await ask(port, 'GET', pathname + search, { host: `localhost:${port}` });
    expect(asked.status).toBe(303);
    expect(asked.headers.location).toBe('/');
    expect(asked.headers['set-cookie']).toEqual([
      `lineside-${port}=${key}; HttpOnly; SameSite=Strict; Path=/`,
    ]);
  });

  test('that is wrong sets no cookie, also beside a good one', async () => {
    const asked = await ask(port, 'GET', '/?key=wrong', good);
    expect(asked.status).toBe(401);
    expect(asked.headers['set-cookie']).toBeUndefined();
  });

  test('does not open any other path or method', async () => {
    const bare = { host: `127.0.0.1:${port}` };
    expect((await ask(port, 'GET', `/watch?key=${key}`, bare)).status).toBe(401);
    expect((await ask(port, 'GET', `/assets/app.js?key=${key}`, bare)).status).toBe(401);
    expect((await ask(port, 'POST', `/?key=${key}`, bare)).status).toBe(401);
  });

  test('is made anew, 32 bytes long, when none is given', async () => {
    const keys = new Set<string>();
    for (let time = 0; time < 2; time += 1) {
      const other = await serveBrowser({ line, rendererFolder: pageFolder() });
      if (!other.ok) throw new Error(other.problem.message);
      const made = new URL(other.value.url).searchParams.get('key') ?? '';
      expect(Buffer.from(made, 'base64url')).toHaveLength(32);
      keys.add(made);
      await other.value.close();
    }
    expect(keys.size).toBe(2);
  });
});

describe('odd requests', () => {
  const raw = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk.toString();
        socket.end();
      });
      socket.on('error', () => resolve(heard));
      socket.on('close', () => resolve(heard));
      socket.write(text);
    });

  test('two Host headers, an absolute address, an asterisk: 421', async () => {
    const ours = `Host: 127.0.0.1:${port}\r\n`;
    const cookie = `Cookie: ${good['cookie']}\r\n`;
    const evil = 'Host: evil.example\r\n';
    for (const start of [
      `GET / HTTP/1.1\r\n${ours}${evil}`,
      `GET http://evil.example/ HTTP/1.1\r\n${ours}`,
      `OPTIONS * HTTP/1.1\r\n${ours}`,
      `GET / HTTP/1.1\r\n${evil}Upgrade: websocket\r\nConnection: upgrade\r\n`,
      `GET / HTTP/1.1\r\n${evil}Expect: 999-nonsense\r\n`,
      `GET / HTTP/1.0\r\n`,
    ]) {
      expect(await raw(`${start}${cookie}\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    }
  });

  test('an expectation of nonsense does not get around the door', async () => {
    const heard = await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nExpect: x\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('a port that is taken is said in a sentence', async () => {
    const second = await serveBrowser({ line, rendererFolder: pageFolder(), port });
    expect(second).toMatchObject({ ok: false, problem: { code: 'address-in-use' } });
  });
});

describe('a call', () => {
  const json = () => ({ ...good, 'content-type': 'application/json; charset=utf-8' });

  test('reaches the line with the role of this host, and its reply comes back', async () => {
    line.calls.length = 0;
    const asked = await ask(port, 'POST', '/call/state.get', json(), '{"a":1}');
    expect(asked.status).toBe(200);
    expect(JSON.parse(asked.body)).toEqual({ ok: true, value: line.state });
    expect(line.calls).toEqual([{ name: 'state.get', input: { a: 1 }, role: 'engineer' }]);
  });

  test('that the line refuses is delivered all the same: status 200, the problem inside', async () => {
    const asked = await ask(port, 'POST', '/call/no.such', json(), '{}');
    expect(asked.status).toBe(200);
    expect(problemOf(asked)).toBe('unknown-call');
  });

  test('that is not JSON never reaches the line', async () => {
    line.calls.length = 0;
    for (const body of ['', '{', 'undefined', '{"a":1}x', Buffer.from([0x22, 0xff, 0x22])]) {
      const asked = await ask(port, 'POST', '/call/state.get', json(), body);
      expect([asked.status, problemOf(asked)]).toEqual([400, 'bad-input']);
    }
    const plain = { ...good, 'content-type': 'text/plain' };
    const asked = await ask(port, 'POST', '/call/state.get', plain, '{}');
    expect([asked.status, problemOf(asked)]).toEqual([415, 'bad-input']);
    expect(line.calls).toEqual([]);
  });

  test('that is too large is refused while it comes, and by its announced length', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024, 0x20);
    const chunked = { ...json(), 'transfer-encoding': 'chunked' };
    for (const headers of [json(), chunked]) {
      const asked = await ask(port, 'POST', '/call/state.get', headers, body);
      expect([asked.status, problemOf(asked)]).toEqual([413, 'input-too-large']);
    }
  });

  test('with a larger limit in the contract gets it', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(3 * 1024 * 1024) });
    const asked = await ask(port, 'POST', '/call/catalog.import', json(), body);
    expect(asked.status).toBe(200);
  });

  test('whatever is thrown at it, the answer is JSON without a stack or a path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), fc.string({ unit: 'binary' }), async (path, body) => {
        const asked = await ask(port, 'POST', `/call/${path.slice(1)}`, json(), body);
        expect(JSON.parse(asked.body)).toHaveProperty('ok');
        expect(asked.body).not.toMatch(/\bat .*:\d+:\d+|\/main\/|node:/);
      }),
      { numRuns: 200 },
    );
  });

  test('that makes the line itself fail is a problem without its words', async () => {
    const broken = new FakeLine();
    broken.call = () => Promise.reject(new Error(canary));
    const served = await serveBrowser({ line: broken, rendererFolder: pageFolder(), key });
    if (!served.ok) throw new Error(served.problem.message);
    const other = Number(new URL(served.value.url).port);
    const headers = {
      host: `127.0.0.1:${other}`,
      cookie: `lineside-${other}=${key}`,
      'content-type': 'application/json',
    };
    const asked = await ask(other, 'POST', '/call/state.get', headers, '{}');
    expect([asked.status, problemOf(asked)]).toEqual([500, 'internal']);
    expect(asked.body).not.toContain(canary);
    await served.value.close();
  });
});

describe('watching', () => {
  const watch = (onText: (text: string) => void) => {
    const sent = get({ host: '127.0.0.1', port, path: '/watch', headers: good, agent: false });
    sent.on('response', (response) => {
      response.setEncoding('utf8').on('data', onText);
      response.on('error', () => {});
    });
    sent.on('error', () => {});
    return sent;
  };

  test('gives the whole state at once and after each change, until the guest leaves', async () => {
    line.state = { version: 'first' } as State;
    let heard = '';
    const guest = watch((text) => {
      heard += text;
    });
    await expect.poll(() => heard).toBe('data: {"version":"first"}\n\n');
    line.change({ version: 'second' } as State);
    await expect.poll(() => heard).toContain('data: {"version":"second"}\n\n');
    guest.destroy();
    await expect.poll(() => line.listeners.size).toBe(0);
  });

  test('slowly costs no memory: what was missed is skipped, the latest arrives', async () => {
    const wide = (count: number) => ({ version: `${count} ${'x'.repeat(100_000)}` }) as State;
    let heard = '';
    const guest = watch((text) => {
      heard += text;
    });
    const [response] = (await once(guest, 'response')) as [IncomingMessage];
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    response.pause();
    const before = process.memoryUsage().rss;
    for (let count = 0; count < 3000; count += 1) {
      line.change(wide(count));
      if (count % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    response.resume();
    await expect.poll(() => heard.includes('"2999 '), { timeout: 10_000 }).toBe(true);
    expect(heard.split('data: ').length).toBeLessThan(1500);
    guest.destroy();
  });
});

describe('the page', () => {
  test('comes with the exact policy and a nonce of its own each time', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/index.html']) {
      const asked = await ask(port, 'GET', path, good);
      const nonce = /content="([\w-]{22})"/.exec(asked.body)?.[1] ?? 'none';
      expect(asked.body).toContain(`<style nonce="${nonce}">`);
      expect(asked.headers).toMatchObject({
        'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types default`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  test('can be read only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask(port, method, '/index.html', good)).status).toBe(405);
    }
    const head = await ask(port, 'HEAD', '/assets/app.js', good);
    expect([head.status, head.body]).toEqual([200, '']);
  });
});
