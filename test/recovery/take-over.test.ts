import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../main/app.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { takenOverFile } from '../../main/recovery/second-folder.ts';
import { takeOver } from '../../main/recovery/take-over.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { begin, scanUnits, snsOf } from './support.ts';

const admin = { role: 'admin' as const };

test('a spare goes on from the second folder, and the old computer may not come back', async () => {
  const second = temporaryFolder();
  const old = await openStation({ live: true, catalog: false });
  await begin(old);
  await scanUnits(old, 1, 5);
  must(await old.call('backups.setUp', { second, everyHours: 8 }, admin));
  must(await old.call('backups.make', {}, admin));
  const sns = [...snsOf(old), ...(await scanUnits(old, 6, 4))];
  must(await old.parts.backups.ship());
  const { stationId } = old.parts.store.identity;
  const place = join(second, stationId);

  const folder = temporaryFolder();
  must(await takeOver(place, folder, Date.now()));
  const spare = await openStation({ folder, live: true, catalog: false });
  expect(snsOf(spare)).toEqual(sns);
  expect(spare.parts.store.identity).toMatchObject({ stationId, epoch: 2 });
  expect(spare.parts.backups.state().second).toBe(null);
  // The batch is still in work there.
  await scanUnits(spare, 10, 1);
  expect(snsOf(spare)).toHaveLength(10);

  // While the old one still runs it hears of it as soon as it looks there, and it cannot be opened again.
  expect(mustFail(await old.parts.backups.ship()).code).toBe('station-taken-over');
  await old.close();
  const world = must(machineWorld({ folder: old.parts.world.folder, passphrase: null }));
  expect(mustFail(await createApp(world, { live: true })).code).toBe('station-taken-over');
  // The spare itself may keep its copies in the same place.
  must(await spare.call('backups.setUp', { second, everyHours: 8 }, admin));
  must(await spare.call('backups.make', {}, admin));
  expect(JSON.parse(readFileSync(join(place, 'identity.json'), 'utf8')).epoch).toBe(2);
});

test('a disk that was moved: the station goes on from its own folder, which stays as it was', async () => {
  const old = await openStation({ live: true, catalog: false });
  await begin(old);
  const sns = await scanUnits(old, 1, 6);
  await old.close();
  const from = old.parts.world.folder;
  const before = readFileSync(join(from, 'station.db'));
  const folder = temporaryFolder();
  must(await takeOver(from, folder, Date.now()));
  const spare = await openStation({ folder, live: true, catalog: false });
  expect(snsOf(spare)).toEqual(sns);
  expect(spare.parts.store.identity.epoch).toBe(2);
  expect(readFileSync(join(from, 'station.db'))).toEqual(before);
});

test('no note can be left: the station is taken over all the same, and says to keep the old computer off', async () => {
  const old = await openStation({ live: true, catalog: false });
  await begin(old);
  const sns = await scanUnits(old, 1, 3);
  await old.close();
  const from = old.parts.world.folder;
  // Like a share that is only read, also for whoever may write everywhere.
  mkdirSync(join(from, takenOverFile, 'x'), { recursive: true });
  const folder = temporaryFolder();
  const { unfenced } = must(await takeOver(from, folder, Date.now()));
  expect(unfenced).toMatchObject({ code: 'take-over-unfenced', params: { folder: from } });
  const spare = await openStation({ folder, live: true, catalog: false });
  expect(snsOf(spare)).toEqual(sns);
});

test('into a folder with a station, or from one without: refused, and nothing is touched', async () => {
  const one = await openStation({ live: true, catalog: false });
  await one.close();
  const other = await openStation({ live: true, catalog: false });
  await other.close();
  const [from, into] = [one.parts.world.folder, other.parts.world.folder];
  expect(mustFail(await takeOver(from, into, 1)).code).toBe('take-over-not-empty');
  expect(mustFail(await takeOver(temporaryFolder(), temporaryFolder(), 1)).code).toBe(
    'take-over-nothing',
  );
});
