import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/cli.ts';
import { startPostgres } from '../support/postgres.ts';
import { until } from '../support/wait.ts';
import {
  creates,
  freshDatabase,
  launch,
  newMasterKey,
  refusedStart,
  StationClient,
  sampleCatalog,
  started,
  startService,
  tempFolder,
} from './support.ts';

/** The process number of the PostgreSQL on a data folder. */
const postgresPid = async (data: string): Promise<number> =>
  Number((await readFile(join(data, 'pgdata', 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('on a folder of its own', () => {
  test('keys and devices stay over an end, a kill, and a PostgreSQL left behind', async () => {
    const data = join(await tempFolder(), 'a folder with spaces and 中文');
    const first = await startService(['--data', data, '--seed', sampleCatalog]);
    await new StationClient(first).operations([creates('p1-00000', 'STAY-1')]);
    for (const name of ['master.key', 'postgres.password']) {
      expect((await stat(join(data, name))).mode & 0o777).toBe(0o600);
    }
    const ended = await postgresPid(data);
    expect(await first.stop()).toBe(0);
    expect(isAlive(ended)).toBe(false);

    const second = await startService(['--data', data]);
    expect(second).toMatchObject({
      orgId: first.orgId,
      appKey: first.appKey,
      appSecret: first.appSecret,
    });
    const orphan = await postgresPid(data);
    // Asleep, it cannot obey the kernel's signal when its parent dies: an orphan, until it wakes up.
    process.kill(orphan, 'SIGSTOP');
    await second.kill();
    const starting = launch(['--data', data, '--seed', sampleCatalog]);
    const notice = 'stopping the PostgreSQL that a killed service left';
    await until('it to find the orphan', () => starting.log().includes(notice));
    process.kill(orphan, 'SIGCONT');
    await using third = await started(starting);
    expect(await postgresPid(data)).not.toBe(orphan);
    const client = new StationClient(third);
    expect(await client.searchAll(`sn = 'STAY-1'`)).toHaveLength(1);
    expect(await client.operations([creates('p1-00000', 'STAY-1')])).toMatchObject([
      { outcome: 'done' },
    ]);

    const busy = await refusedStart(['--data', data]);
    expect([busy.code, busy.status]).toEqual(['folder-in-use', 3]);

    // PostgreSQL dies under it: no crash, 503 that says when to come again, and it comes back.
    const killed = await postgresPid(data);
    process.kill(killed, 'SIGKILL');
    await until('an answer while it is away', async () => {
      const response = await fetch(`${third.url}/ready`);
      if (response.status === 200) return false;
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
      return true;
    });
    await until('it to be back', async () => (await fetch(`${third.url}/ready`)).status === 200);
    expect(await client.searchAll(`sn = 'STAY-1'`)).toHaveLength(1);
  }, 180_000);

  test("a pid file that names somebody else's process is no reason to stay away, nor to kill", async () => {
    const data = await tempFolder();
    const first = await startService(['--data', data]);
    expect(await first.stop()).toBe(0);
    const file = join(data, 'pgdata', 'postmaster.pid');
    await writeFile(
      file,
      `${process.pid}\n${join(data, 'pgdata')}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    await chmod(file, 0o600);
    await using second = await startService(['--data', data]);
    expect(second.orgId).toBe(first.orgId);
  });

  test('a key that is wrong, lost or malformed is a sentence, and nothing is replaced', async () => {
    const data = await tempFolder();
    const first = await startService(['--data', data]);
    await first.stop();
    const wrong = await refusedStart(['--data', data], { LINESIDE_CLOUD_KEY: newMasterKey() });
    expect(wrong).toMatchObject({ code: 'cloud-start-failed', status: 3 });
    expect(wrong.message).toMatch(/master key.*not the one/);
    const short = await refusedStart(['--data', data], { LINESIDE_CLOUD_KEY: 'abc' });
    expect(short.message).toMatch(/64 hex digits/);
    const kept = await readFile(join(data, 'master.key'), 'utf8');
    await writeFile(join(data, 'master.key'), '');
    expect((await refusedStart(['--data', data])).message).toMatch(/64 hex digits/);
    await writeFile(join(data, 'master.key'), kept);
    await using again = await startService(['--data', data]);
    expect(again.orgId).toBe(first.orgId);
  });

  test('it ends with the parent that forked it', async () => {
    const data = await tempFolder();
    const child = fork(join(root, 'cloud/main.ts'), ['--data', data], {
      execPath: join(root, 'node_modules/.bin/node'),
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    const pid = await postgresPid(data);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(isAlive(pid)).toBe(false);
  });
});

describe('what keeps it from starting is a problem with a code', () => {
  test('misuse, files that are not there or no catalog', async () => {
    const folder = await tempFolder();
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const group = { groupId: 'G', name: 'G', masterDataGroupId: 'none', gatewayId: 'none' };
    const cases = [
      [['--colour', 'red'], 'usage', 2],
      [['--port', '70000'], 'usage', 2],
      [['--data', folder, '--database-url', 'postgres://x/y'], 'usage', 2],
      [['--database-url', 'mysql://x/y'], 'usage', 2],
      [['--seed', join(folder, 'nowhere.json')], 'file-unreadable', 3],
      [['--seed', await file('a.json', '{')], 'catalog-not-json', 3],
      [['--seed', await file('b.json', '{"gateways": 5}')], 'catalog-invalid', 3],
      [
        ['--seed', await file('c.json', JSON.stringify({ registrationGroups: [group] }))],
        'catalog-invalid',
        3,
      ],
      [['--data', join(await file('d', ''), 'below')], 'cloud-start-failed', 3],
      [['--database-url', 'postgres://nobody@127.0.0.1:1/none'], 'cloud-start-failed', 3],
    ] as const;
    await Promise.all(
      cases.map(async ([args, code, status]) => {
        const refused = await refusedStart([...args]);
        expect([args, refused.code, refused.status]).toEqual([args, code, status]);
        expect(refused.log).not.toMatch(/\n\s+at /);
      }),
    );
  });

  test('a database that refuses, or takes the call and says nothing', async () => {
    const env = { LINESIDE_CLOUD_KEY: newMasterKey() };
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const refused = await Promise.all(
      [1, port].map((at) =>
        refusedStart(['--database-url', `postgres://someone:hush@127.0.0.1:${at}/none`], env),
      ),
    );
    silent.close();
    for (const { code, status, message, log } of refused) {
      expect([code, status]).toEqual(['database-unreachable', 3]);
      expect(message + log).not.toContain('hush');
    }
  });

  test('on a database of somebody else a wrong key', async () => {
    await using postgres = await startPostgres();
    const url = await freshDatabase(postgres.url);
    const first = await startService(['--database-url', url], {
      LINESIDE_CLOUD_KEY: newMasterKey(),
    });
    await first.stop();
    const wrong = await refusedStart([], { LINESIDE_CLOUD_KEY: newMasterKey(), DATABASE_URL: url });
    expect([wrong.code, wrong.status]).toEqual(['cloud-start-failed', 3]);
    expect(wrong.message).toMatch(/not the one this database was made with/);
  });
});
