import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { nodeHttp } from '../../main/hosts/http.ts';
import { freePort } from '../support/postgres.ts';
import { startTls } from './tls.ts';

/** What answers a station: nothing of it holds it for ever, fills its memory or passes for an answer. */

async function answering(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.on('error', () => {});
    answer(response);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ask = (url: string, timeoutMs = 20_000) =>
  nodeHttp({ method: 'POST', url, headers: {}, body: '{}', timeoutMs });

test('an answer that comes a byte at a time is given up at the deadline, and may have been acted on', async () => {
  const url = await answering((response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 40);
    response.on('close', () => clearInterval(drip));
  });
  const began = performance.now();
  expect(await ask(url, 600)).toMatchObject({ ok: false, sent: true, detail: 'no answer' });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('an answer without an end is given up', async () => {
  const url = await answering((response) => {
    const more = () => {
      while (response.write(Buffer.alloc(1 << 20, 120)));
    };
    response.on('drain', more);
    more();
  });
  expect(await ask(url)).toMatchObject({ ok: false, sent: true, detail: 'answer too long' });
});

test('a small answer that unpacks to a gigabyte is given up', async () => {
  const bomb = gzipSync(Buffer.alloc(64 << 20));
  const url = await answering((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    for (let times = 0; times < 16; times++) response.write(bomb);
    response.end();
  });
  const before = process.memoryUsage().rss;
  expect(await ask(url)).toMatchObject({ ok: false, sent: true });
  expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20);
});

test('nobody there, or a name that is none: it was certainly not sent', async () => {
  const refused = await ask(`http://127.0.0.1:${await freePort()}/`);
  expect(refused).toMatchObject({ ok: false, sent: false, tls: false });
  const nameless = await ask('http://cloud.invalid/');
  expect(nameless).toMatchObject({ ok: false, sent: false, tls: false });
});

test('a certificate that nobody vouches for: nothing is sent, and it is said that it is TLS', async () => {
  const server = await startTls();
  onTestFinished(() => server.close());
  expect(await ask(server.url)).toMatchObject({ ok: false, sent: false, tls: true });
  expect(server.requests()).toBe(0);
});
