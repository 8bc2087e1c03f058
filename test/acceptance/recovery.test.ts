import { mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation, problemOf, Station } from '../support/cli.ts';
import { inverterSns } from '../support/serial-numbers.ts';

/** Backups and the way back as whoever looks after the stations meets them: by commands. */

test('backed up, torn, restored, and taken over by another computer', async () => {
  await using station = await freshStation();
  const sns = inverterSns(12, 'REC');
  expect((await station.register(sns.slice(0, 6), ['--batch', 'B1'])).code).toBe(0);
  const share = await mkdtemp(join(tmpdir(), 'lineside-share-'));
  const backup = await station.run(['backup', '--second', share]);
  expect(backup.code).toBe(0);
  expect(backup.json[0]).toMatchObject({ epoch: 1, second: { problem: null } });
  expect((await station.register(sns.slice(6), ['--batch', 'B1'])).code).toBe(0);

  await truncate(join(station.data, 'station.db'), 8192);
  const refused = await station.run(['status']);
  expect(problemOf(refused)?.code).toBe('store-damaged');
  const restored = await station.run(['restore']);
  expect(restored.code).toBe(0);
  expect(restored.json[0]).toMatchObject({
    epoch: 2,
    devices: 12,
    report: { from: 'backup', missing: null },
  });
  expect((await station.run(['doctor'])).code).toBe(0);
  expect((await station.run(['restore'])).json[0]).toMatchObject({ epoch: 2, devices: 12 });

  expect((await station.run(['backup'])).code).toBe(0);
  const place = join(share, (await readdir(share))[0] as string);
  const data = `${station.data}-spare`;
  await mkdir(data);
  const spare = new Station(data);
  const taken = await spare.run(['take-over', place]);
  expect(taken.code).toBe(0);
  expect(taken.json[0]).toMatchObject({ epoch: 3, devices: 12, report: { missing: null } });
  expect((await spare.run(['doctor'])).code).toBe(0);
  const late = await station.run(['status']);
  expect(late.code).toBe(3);
  expect(problemOf(late)?.code).toBe('station-taken-over');
  await rm(share, { recursive: true });
  await rm(data, { recursive: true, force: true });
});

test('what is no station is not taken over from', async () => {
  await using station = await freshStation();
  const wrong = await station.run(['take-over', '/nowhere']);
  expect([wrong.code, problemOf(wrong)?.code]).toEqual([3, 'take-over-nothing']);
  expect((await station.run(['take-over'])).code).toBe(2);
});
