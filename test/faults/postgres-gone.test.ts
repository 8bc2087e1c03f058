import { expect, onTestFinished, test } from 'vitest';
import { freshStation, sampleCatalog, startCloud } from '../support/cli.ts';
import { EnosClient } from '../support/enos-client.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { startPostgres } from '../support/postgres.ts';
import { expectSameSns } from '../support/same-sns.ts';
import { inverterSns } from '../support/serial-numbers.ts';

test('PostgreSQL is stopped in the middle of a transaction: nothing of it by half, and each unit once when it is back', async () => {
  await using postgres = await startPostgres();
  const env = { LINESIDE_CLOUD_KEY: 'c3'.repeat(32) };
  const args = ['--database-url', postgres.url, '--seed', sampleCatalog];
  await using cloud = await startCloud(args, { env });
  const proxy = await startFaultProxy(cloud.url);
  onTestFinished(() => proxy.close());
  await using station = await freshStation();
  await station.connect(cloud, 'lineside', proxy.url);
  const sns = inverterSns(300, 'PG');
  expect((await station.register(sns, ['--batch', 'B1'])).code).toBe(0);
  let stopped: Promise<void> | null = null;
  proxy.meddle = (_, request) => {
    // It goes while the cloud works on them.
    if (/operations(\?|$)/.test(request.url ?? '')) stopped ??= postgres.crash();
    return 'pass';
  };
  const without = await station.run(['sync', '--until-empty', '--timeout', '6']);
  expect(without.code).not.toBe(0);
  await stopped;
  await postgres.start();
  const synced = await station.run(['sync', '--until-empty'], { within: 60_000 });
  expect(synced.code, synced.stdout + synced.stderr).toBe(0);
  const found = await new EnosClient(cloud).searchAll(`groupId = 'INV5K1'`);
  expectSameSns(
    found.map(({ deviceData }) => deviceData.deviceSn),
    sns,
  );
  expect(await station.queue()).toMatchObject({ queued: 0, sending: 0, inDoubt: 0, parked: 0 });
});
