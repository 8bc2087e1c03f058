import { expect, test } from 'vitest';
import { House, solar } from '../cloud/house.ts';
import { Bench, wind } from './support.ts';

/** Where a device is was changed by nobody here: what was looked at in the cloud is what counts. */

const house = new House();

const station = () => Bench.inCloud(house.service);

const effects = (plan: { effects: { effect: string }[] }) => plan.effects.map((e) => e.effect);

test('a fleet that activated itself is moved in one action: its plan looks at all of it', async () => {
  const bench = await station();
  const sns = Array.from({ length: 230 }, (_, index) => `FLEET-${index}`);
  const devices = sns.map((deviceSn) => ({ groupId: 'AUT', deviceSn }));
  bench.register('AUT', sns);
  await bench.drain();
  const booted = [0, 1, 229].map((index) => `FLEET-${index}`);
  for (const sn of booted) expect((await house.bootstrap('AUT', sn)).http).toBe(200);
  const plan = await bench.plan({ action: 'reprovision', devices, target: wind });
  expect(plan.effects).toContainEqual({ effect: 'asset-lost', count: 3 });
  expect(plan.refused).toMatchObject([{ problem: { code: 'not-allocated' }, count: 227 }]);
});

test('without the cloud a plan says what was last seen, and says it', async () => {
  const bench = await station();
  const devices = [{ groupId: 'AUT', deviceSn: 'ALONE-1' }];
  bench.register('AUT', ['ALONE-1'], solar);
  await bench.drain();
  await bench.call('cloud.disconnect', {}, 'admin');
  expect(effects(await bench.plan({ action: 'delete', devices }))).toContain('asset-lost');
});

test('what waits to be sent keeps to what was seen when it was asked for', async () => {
  const bench = await station();
  const devices = [{ groupId: 'MIG', deviceSn: 'WAIT-1' }];
  bench.register('MIG', ['WAIT-1'], solar);
  await bench.drain();
  await bench.act({ action: 'delete', devices });
  await house.client.call('update', {
    body: { sn: (await bench.device('MIG', 'WAIT-1'))?.sn, desc: 'edited meanwhile' },
  });
  await bench.plan({ action: 'edit', devices, change: { description: 'mine' } });
  await bench.drain();
  expect(bench.story('MIG', 'WAIT-1').at(-1)).toBe('delete parked');
});

test('what a device that activated itself would lose is said, and it is moved', async () => {
  const bench = await station();
  const devices = [{ groupId: 'AUT', deviceSn: 'SELF-1' }];
  bench.register('AUT', ['SELF-1']);
  await bench.drain();
  expect((await house.bootstrap('AUT', 'SELF-1')).http).toBe(200);
  const move = { action: 'reprovision', devices, target: wind } as const;
  const before = await bench.look('AUT', 'SELF-1');
  expect(before?.currentStatus).toBe('connected');
  const lost = ['disconnected', 'asset-lost', 'credentials-lost'];
  expect(effects(await bench.plan({ action: 'delete', devices }))).toEqual(
    expect.arrayContaining(lost),
  );
  expect(
    (await bench.plan({ action: 'allocate', devices, target: wind })).refused[0]?.problem,
  ).toMatchObject({
    code: 'already-allocated',
    params: { target: `${before?.regionId}/${before?.orgId}` },
  });
  expect(effects(await bench.plan(move))).toEqual(expect.arrayContaining(lost));
  await bench.act(move);
  await bench.drain();
  await bench.expectEqual(...devices);
  const after = await bench.look('AUT', 'SELF-1');
  expect(after).toMatchObject(wind);
  expect(after?.assetId).not.toBe(before?.assetId);
});

test('a device that was taken back elsewhere is given a place, once it was looked at', async () => {
  const bench = await station();
  const devices = [{ groupId: 'MIG', deviceSn: 'BACK-1' }];
  bench.register('MIG', ['BACK-1'], solar);
  await bench.drain();
  await house.reset('MIG', ['BACK-1']);
  await bench.look('MIG', 'BACK-1');
  const plan = await bench.plan({ action: 'delete', devices });
  expect(plan.effects.map(({ effect }) => effect)).not.toContain('asset-lost');
  await bench.act({ action: 'allocate', devices, target: wind });
  await bench.drain();
  await bench.expectEqual(...devices);
  expect(await bench.look('MIG', 'BACK-1')).toMatchObject(wind);
});
