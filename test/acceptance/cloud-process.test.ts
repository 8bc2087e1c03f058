import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  freshCloud,
  freshStation,
  looksLikeStackTrace,
  problemOf,
  run,
  sampleCatalog,
  startCloud,
  tempFolder,
} from '../support/cli.ts';
import { EnosClient } from '../support/enos-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { until } from '../support/wait.ts';

/** Items 10 and 12: the cloud as a process. */

/** Command lines of all processes that name this folder. */
async function processesOf(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')),
  );
  return lines.filter((line) => line.includes(folder)).map((line) => line.replaceAll('\0', ' '));
}

describe('a cloud on a folder', () => {
  test('SIGTERM ends it with 0 and its PostgreSQL too; keys and devices stay', async () => {
    await using folder = await tempFolder();
    const data = join(folder.path, 'cloud');
    const first = await startCloud(['--data', data, '--seed', sampleCatalog]);
    const client = new EnosClient(first);
    expect((await client.create('INV5K1', 'STAY-0001')).code).toBe(0);
    expect((await processesOf(data)).join('\n')).toMatch(/postgres/);
    const ended = await first.stop();
    expect(ended.code, `${ended.stderr}`).toBe(0);
    await until('its PostgreSQL to be gone', async () => (await processesOf(data)).length === 0, {
      within: 5_000,
    });

    await using second = await startCloud(['--data', data]);
    const keys = ({ appKey, appSecret, orgId }: typeof second) => ({ appKey, appSecret, orgId });
    expect(keys(second)).toEqual(keys(first));
    const found = await new EnosClient(second).searchAll(`groupId = 'INV5K1'`);
    expect(found.map((one) => one.deviceData.deviceSn)).toEqual(['STAY-0001']);
  });

  test.for(['the whole group', 'only the command'] as const)(
    'SIGKILL of %s: it comes back with everything',
    async (who) => {
      await using folder = await tempFolder();
      const data = join(folder.path, 'cloud');
      const first = await startCloud(['--data', data, '--seed', sampleCatalog]);
      expect((await new EnosClient(first).create('INV5K1', 'KILL-0001')).code).toBe(0);
      if (who === 'the whole group') await first.process.kill();
      else process.kill(first.process.child.pid ?? 0, 'SIGKILL');
      await using second = await startCloud(['--data', data, '--seed', sampleCatalog]);
      const found = await new EnosClient(second).searchAll(`groupId = 'INV5K1'`);
      expect(found.map((one) => one.deviceData.deviceSn)).toEqual(['KILL-0001']);
      const ended = await second.stop();
      expect(ended.code).toBe(0);
      await until('PostgreSQL to be gone', async () => (await processesOf(data)).length === 0, {
        within: 10_000,
      });
    },
  );

  test('a bad seed, a taken port, a database that is not there: a problem and no leftovers', async () => {
    await using folder = await tempFolder();
    const data = join(folder.path, 'cloud');
    const taken = createServer();
    await new Promise<void>((resolve) => {
      taken.listen(0, '127.0.0.1', resolve);
    });
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? String(address.port) : '';
    const cases = [
      ['--data', data, '--seed', '/nowhere/catalog.json'],
      ['--data', join(folder.path, 'other'), '--port', port],
      ['--database-url', 'postgres://nobody@127.0.0.1:1/nothing'],
    ];
    for (const more of cases) {
      const env = { LINESIDE_CLOUD_KEY: randomBytes(32).toString('hex') };
      const ended = await run(['cloud', '--json', ...more], { env });
      expect([1, 2, 3], `${ended.stdout} ${ended.stderr}`).toContain(ended.code);
      expect(problemOf(ended)?.message, `${ended.stdout}`).toMatch(/\w+/);
      expect(looksLikeStackTrace(ended.stdout + ended.stderr), `${ended.stderr}`).toBe(false);
    }
    taken.close();
    expect(await processesOf(folder.path)).toEqual([]);
  });
});

describe('two clouds on one database', () => {
  test('the same OU and keys, and one SN is one device through either door', async () => {
    await using postgres = await startPostgres();
    const env = { LINESIDE_CLOUD_KEY: randomBytes(32).toString('hex') };
    const args = ['--database-url', postgres.url, '--seed', sampleCatalog];
    // At the same moment, as after a power cut of the whole plant.
    const [one, two] = await Promise.all([startCloud(args, { env }), startCloud(args, { env })]);
    try {
      expect(two.orgId).toBe(one.orgId);
      const a = new EnosClient(one);
      const b = new EnosClient({ ...one, url: two.url });
      const c = new EnosClient(two);
      await c.token();
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? a : b).create('INV5K1', `TWO-000${index % 4}`),
        ),
      );
      expect(replies.filter((reply) => reply.code === 0)).toHaveLength(4);
      expect(replies.filter((reply) => reply.code === 35601)).toHaveLength(36);
      const seenByA = await a.searchAll(`groupId = 'INV5K1'`);
      const seenByC = await c.searchAll(`groupId = 'INV5K1'`);
      expect(seenByA.map((device) => device.sn).toSorted()).toEqual(
        seenByC.map((device) => device.sn).toSorted(),
      );
      expect(seenByA).toHaveLength(4);

      // A token that one gave is good at the other: any instance may stand behind one address.
      const sn = seenByA[0].sn;
      const allocated = await b.call('allocate', {
        body: { sn, deviceData: { regionId: 'beta', orgId: 'o-solar' } },
      });
      expect(allocated.data.regionId).toBe('beta');
      expect((await a.call('get', { query: { sn } })).data.orgId).toBe('o-solar');
    } finally {
      const ends = await Promise.all([one.stop(), two.stop()]);
      expect(ends.map((ended) => ended.code)).toEqual([0, 0]);
    }
  });
});

describe('two stations on one cloud', () => {
  test('the same SN on both: one device, the loser parked with a reason, and exit 1', async () => {
    await using cloud = await freshCloud();
    await using one = await freshStation();
    await using two = await freshStation();
    await one.register(['SAME-0001', 'ONE-0001'], ['--batch', 'B1']);
    await two.register(
      ['SAME-0001', 'TWO-0001'],
      ['--batch', 'B2', '--allocate-to', 'beta/o-wind'],
    );
    await one.connect(cloud, 'lineside');
    await two.connect(cloud, 'lineside');
    await one.must(['sync', '--until-empty']);
    const synced = await two.run(['sync', '--until-empty']);
    expect(synced.code, `${synced.stdout}`).toBe(1);
    const status = await two.must(['status']);
    expect(status.json[0].queue.parked).toBeGreaterThanOrEqual(1);
    expect(synced.stdout + status.stdout).toMatch(/SAME-0001|already|taken|conflict|duplicat/i);
    const held = await new EnosClient(cloud).searchAll(`groupId = 'INV5K1'`);
    expect(
      held.map((device) => [device.deviceData.deviceSn, device.batchTag?.defaultValue]).toSorted(),
    ).toEqual([
      ['ONE-0001', 'B1'],
      ['SAME-0001', 'B1'],
      ['TWO-0001', 'B2'],
    ]);
    // The loser's later steps must not reach the winner's device.
    const same = held.find((device) => device.deviceData.deviceSn === 'SAME-0001');
    expect(same.orgId).toBeNull();
    const again = await two.run(['sync', '--until-empty']);
    expect(again.code).toBe(1);
    // What a person has decided to give up is no news at each sync for ever.
    const reason = ['--reason', 'the label was torn'];
    await two.must([
      'resolve',
      '--seq',
      String(synced.json[0].parked[0].seq),
      '--way',
      'discard',
      ...reason,
    ]);
    await two.must(['sync', '--until-empty']);
  });

  test('the catalog comes from the cloud, and what other stations registered is seen', async () => {
    await using cloud = await freshCloud();
    await using one = await freshStation();
    await one.connect(cloud, 'lineside');
    await one.register(['PULL-0001'], ['--batch', 'B1']);
    await one.must(['sync', '--until-empty']);
    await using folder = await tempFolder();
    const { Station } = await import('../support/cli.ts');
    const fresh = new Station(join(folder.path, 'station'));
    await fresh.connect(cloud, 'lineside');
    await fresh.must(['catalog', 'pull']);
    const listed = (await fresh.must(['catalog', 'list'])).stdout;
    for (const id of ['INV5K1', 'MTR3P2', 'SNS001']) expect(listed).toContain(id);
    const said = await fresh.register(['PULL-0001', 'PULL-0002']);
    expect(said.json.map((json) => json.verdict)).toEqual(['seen', 'accepted']);
    expect(said.json[0].problem.message.length).toBeGreaterThan(10);
  });

  test('a wrong key pauses: exit 3, nothing parked, and the right key goes on', async () => {
    await using cloud = await freshCloud();
    await using station = await freshStation();
    await station.register(['KEY-0001']);
    const args = ['connect', '--cloud', 'lineside', '--url', cloud.url, '--app-key', cloud.appKey];
    const connected = await station.run([...args, '--org', cloud.orgId], {
      env: { LINESIDE_APP_SECRET: 'wrong-secret' },
    });
    expect(looksLikeStackTrace(connected.stdout + connected.stderr)).toBe(false);
    const synced = await station.run(['sync', '--until-empty', '--timeout', '20']);
    expect(synced.code, `${synced.stdout} ${synced.stderr}`).toBe(3);
    expect(problemOf(connected.code === 0 ? synced : connected)?.code).toMatch(/cloud-/);
    expect(await station.queue()).toMatchObject({ parked: 0, refused: 0, confirmed: 0 });
    await station.connect(cloud, 'lineside');
    await station.must(['sync', '--until-empty']);
    expect((await station.queue())['confirmed']).toBeGreaterThan(0);
  });
});
