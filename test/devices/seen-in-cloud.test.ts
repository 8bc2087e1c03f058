import { expect, test } from 'vitest';
import { House, solar } from '../cloud/house.ts';
import { openStation } from '../support/station.ts';
import { Bench, wind } from './support.ts';

/** Where a device is was changed by nobody here: what was looked at in the cloud is what counts. */

const house = new House();

async function station(): Promise<Bench> {
  const bench = new Bench(await openStation({ catalog: false }));
  await bench.connect(house.service, 'lineside');
  await bench.call('catalog.pull', {}, 'engineer').catch(() => bench.app.parts.sync.pull());
  return bench;
}

test('a device that activated itself is moved, once it was looked at', async () => {
  const bench = await station();
  const devices = [{ groupId: 'AUT', deviceSn: 'SELF-1' }];
  bench.register('AUT', ['SELF-1']);
  await bench.drain();
  expect((await house.bootstrap('AUT', 'SELF-1')).http).toBe(200);
  const move = { action: 'reprovision', devices, target: wind } as const;
  // Nobody has told the station yet; it says what to do.
  expect((await bench.plan(move)).refused).toMatchObject([{ problem: { code: 'not-allocated' } }]);

  const before = await bench.look('AUT', 'SELF-1');
  expect(before?.currentStatus).toBe('connected');
  const lost = ['disconnected', 'asset-lost', 'credentials-lost'];
  const effects = (plan: { effects: { effect: string }[] }) => plan.effects.map((e) => e.effect);
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
