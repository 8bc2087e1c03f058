import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import { must, mustFail, openStation } from '../support/station.ts';

const admin = { role: 'admin' } as const;

/** A cloud that takes every request and never answers. */
async function silentCloud(): Promise<{ url: string; asked: Promise<unknown> }> {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked: once(server, 'request') };
}

const link = { kind: 'lineside', appKey: 'k', orgId: 'o', appSecret: 's' } as const;

test('a station closes although its cloud never answers', { timeout: 15_000 }, async () => {
  const app = await openStation({ live: true });
  const cloud = await silentCloud();
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B' }, admin));
  app.parts.station.receive('UNIT-1', { kind: 'typed', name: '' });
  must(await app.call('cloud.connect', { ...link, url: cloud.url }, admin));
  await cloud.asked;
  // The exchange itself would take 20 s to be given up.
  await app.close();
});

test('without a cloud a waiting unit costs nothing: nobody is told anything again and again', async () => {
  const app = await openStation({ live: true });
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B' }, admin));
  app.parts.station.receive('UNIT-1', { kind: 'typed', name: '' });
  let told = 0;
  const settled = Promise.withResolvers<void>();
  const stop = app.watch(() => {
    told++;
    if (told > 20) settled.resolve();
  });
  // Twenty pushes used to take a second; now the race is won by the second half of it.
  const quiet = new Promise<'quiet'>((resolve) => setTimeout(resolve, 2000, 'quiet'));
  expect(await Promise.race([settled.promise, quiet])).toBe('quiet');
  stop();
});

test('the devices of another cloud are forgotten with it', async () => {
  const app = await openStation();
  const connect = (orgId: string) =>
    app.call('cloud.connect', { ...link, orgId, url: 'http://127.0.0.1:9' }, admin);
  must(await connect('test'));
  app.parts.store.db
    .prepare("INSERT INTO known_device VALUES ('INV5K1', 'UNIT-1', 'ST-test', 'B', 1)")
    .run();
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B' }, admin));
  const read = () => app.parts.station.receive('UNIT-1', { kind: 'typed', name: '' });
  expect(read().problem?.code).toBe('seen-in-cloud');
  must(await connect('production'));
  expect(read().verdict).toBe('accepted');
});

test('a finished batch is taken up again as it was, or not at all', async () => {
  const app = await openStation();
  const start = (more: object) =>
    app.call('batches.start', { groupId: 'INV5K1', tag: 'B', target: 5, ...more }, admin);
  must(await start({}));
  must(await app.call('batches.finish', {}, admin));
  expect(mustFail(await start({ target: 9 })).code).toBe('batch-differs');
  must(await start({}));
  const state = must(await app.call('state.get', {}, admin)) as State;
  expect(state.batch).toMatchObject({ tag: 'B', target: 5 });
});

test('a limit of a broken second is a limit, not a fault of the network', async () => {
  const app = await openStation();
  const server = createServer((_, response) => response.writeHead(403).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  must(await app.call('cloud.connect', { ...link, url }, admin));
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B' }, admin));
  app.parts.station.receive('UNIT-1', { kind: 'typed', name: '' });
  const deadline = performance.now() + 15_000.25;
  const drained = await app.parts.sync.drain({ deadline, patienceMs: 30_000 });
  expect(mustFail(drained).code).toBe('cloud-key-refused');
});
