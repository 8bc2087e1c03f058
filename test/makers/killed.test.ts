import { expect, test } from 'vitest';
import { freshStation } from '../support/cli.ts';
import { seeded } from '../support/random.ts';
import { must, openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';
import { engineer, giveSeries, plain } from './support.ts';

test('kill -9 between makes: no number is used twice, and none was printed and lost', async () => {
  const random = seeded();
  await using station = await freshStation();
  const app = await openStation({ folder: station.data });
  await giveSeries(app, plain);
  must(await app.call('makers.setRange', { groupId: 'INV5K1', first: 1, last: 5000 }, engineer));
  await app.close();
  const printed: string[] = [];
  for (let kill = 0; kill < 5; kill++) {
    const running = station.start([
      'make',
      '--group',
      'INV5K1',
      '--batch',
      'B1',
      '--count',
      '2000',
    ]);
    const wanted = random.int(3, 40);
    await until('some are made', () => running.over || running.lines.length >= wanted, {
      within: 60_000,
      every: 2,
    });
    await running.kill();
    for (const line of running.json) {
      expect(line.verdict).toBe('accepted');
      printed.push(String(line['deviceSn']));
    }
  }
  expect(new Set(printed).size).toBe(printed.length);
  const devices = (await station.devices(['--group', 'INV5K1'])).map((one) => one.deviceSn);
  expect(new Set(devices).size).toBe(devices.length);
  expect(devices).toEqual(expect.arrayContaining(printed));
  // A kill may cost the answer, never the number: all of them follow each other.
  expect(devices.toSorted().at(-1)).toBe(`MX${String(devices.length).padStart(4, '0')}`);
}, 120_000);
