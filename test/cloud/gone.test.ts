import { expect, test } from 'vitest';
import { must, openStation } from '../support/station.ts';
import { House } from './house.ts';

/** An SN that was deleted is free again, at every station that knew it as taken. */
const house = new House();
const admin = { role: 'admin' } as const;
const typed = { kind: 'typed', name: '' } as const;

async function station(name: string) {
  const app = await openStation({ catalog: false });
  const { url, appKey, appSecret, orgId } = house.service;
  const link = { kind: 'lineside', url, appKey, appSecret, orgId } as const;
  must(await app.call('preferences.set', { stationName: name }, admin));
  must(await app.call('cloud.connect', link, admin));
  const pull = async () => must(await app.call('catalog.pull', {}, admin));
  await pull();
  must(await app.call('batches.start', { groupId: 'MIG', tag: name }, admin));
  return {
    app,
    pull,
    scan: (sn: string) => app.parts.station.receive(sn, typed),
    drain: async () => must(await app.parts.sync.drain({ deadline: null, patienceMs: 60_000 })),
    async remove(deviceSn: string) {
      const devices = [{ groupId: 'MIG', deviceSn }];
      must(await app.call('devices.act', { action: 'delete', devices }, admin));
      await app.parts.actions.settled();
    },
  };
}

const feed = async (cursor: number, gone: number) => {
  const query = { cursor: String(cursor), gone: String(gone) };
  return (await house.client.lineside('devices', undefined, query)).data;
};

test('deleted at one station, registered at the other; and the first hears whose it is now', async () => {
  const [a, b] = [await station('A'), await station('B')];
  expect(a.scan('FREE-1').verdict).toBe('accepted');
  await a.drain();
  await b.pull();
  expect(b.scan('FREE-1')).toMatchObject({
    verdict: 'seen',
    problem: { code: 'seen-in-cloud', params: { by: 'A' } },
  });
  await a.remove('FREE-1');
  await a.drain();
  await b.pull();
  expect(b.scan('FREE-1').verdict).toBe('accepted');
  await b.drain();
  await a.pull();
  expect(a.scan('FREE-1')).toMatchObject({
    verdict: 'seen',
    problem: { code: 'seen-in-cloud', params: { by: 'B' } },
  });
});

test('what went and came again is not told as gone, however late a station looks', async () => {
  const [a, late] = [await station('A2'), await station('LATE')];
  a.scan('BACK-1');
  await a.drain();
  await late.pull();
  await a.remove('BACK-1');
  await a.drain();
  expect(a.scan('BACK-1').verdict).toBe('accepted');
  await a.drain();
  expect((await feed(0, 0)).gone).not.toContainEqual({ groupId: 'MIG', deviceSn: 'BACK-1' });
  await late.pull();
  expect(late.scan('BACK-1').verdict).toBe('seen');
});

test('a place in the feed stays one when the device there has gone', async () => {
  await house.client.create('MIG', 'PLACE-1');
  const before = await feed(0, 0);
  expect(before.items.at(-1)).toMatchObject({ deviceSn: 'PLACE-1' });
  await house.client.call('delete', { body: { groupId: 'MIG', snList: ['PLACE-1'] } });
  const after = await feed(before.cursor, before.goneCursor);
  expect(after).toMatchObject({ items: [], gone: [{ deviceSn: 'PLACE-1' }], more: false });
  expect(await feed(after.cursor, after.goneCursor)).toMatchObject({ items: [], gone: [] });
});

test('another OU hears of none of it, and a place that is no number is refused', async () => {
  const { data } = await house.stranger.lineside('devices', undefined, { cursor: '0', gone: '0' });
  expect(data).toMatchObject({ items: [], gone: [] });
  const wrong = await house.client.lineside('devices', undefined, { gone: 'soon' });
  expect(wrong.http).toBe(400);
  expect(wrong.msg).toMatch(/gone/);
});
