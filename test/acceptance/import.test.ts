import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation, type Station, tempFolder } from '../support/cli.ts';
import { seeded } from '../support/random.ts';
import { until } from '../support/wait.ts';

/** Files of devices, as a script brings them. */

const sn = (at: number): string => `KIL-${String(at).padStart(6, '0')}`;

/** A bad row, a repeat and a damaged SN in each hundred. */
const table = (rows: number): string =>
  ['SN,备注,ratedPower']
    .concat(
      Array.from({ length: rows }, (_, at) => {
        if (at % 100 === 17) return `${sn(at)},x,much`;
        if (at % 100 === 42) return `${sn(at - 1)},unit ${at - 1},5.5`;
        if (at % 100 === 77) return ` ${sn(at)} ,unit ${at},5.5`;
        return `${sn(at)},unit ${at},5.5`;
      }),
    )
    .join('\n');

/** Everything that an import made, without times and keys. */
async function made(station: Station, folder: string): Promise<string[]> {
  const out = join(folder, 'all.ndjson');
  const { code } = await station.run(['export', 'devices', '--out', out]);
  expect(code).toBe(0);
  return readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/"registeredAt":"[^"]*"/, ''));
}

test('an import that is killed again and again ends as one that was not', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'lot.csv');
  writeFileSync(file, table(6_000));
  await using calm = await freshStation();
  await using killed = await freshStation();
  const command = ['import', file, '--group', 'INV5K1', '--yes'];
  const whole = await calm.run(command);
  expect(whole.code).toBe(1);
  const counts = whole.json.at(-1)?.counts;
  expect(counts).toMatchObject({ rows: 6_000, create: 5_880, repeated: 60, refused: 60 });

  const random = seeded(20261128);
  let kills = 0;
  for (;;) {
    const running = killed.start(command);
    // Longer each time: going on reads what is done with again, and a slow machine needs its time for that.
    const moment = random.next() * 200 * (kills + 1);
    let begun = 0;
    await until(
      'the moment',
      () => {
        if (running.json.length > 0 && begun === 0) begun = performance.now();
        return running.over || (begun > 0 && performance.now() - begun > moment);
      },
      { within: 120_000, every: 2 },
    );
    if (running.over) break;
    await running.kill();
    kills++;
    if (kills > 40) throw new Error('it never ends');
  }
  expect(kills).toBeGreaterThan(1);
  const { json } = await killed.run(['import', '--list']);
  expect(json.filter(({ state }) => state !== 'done')).toEqual([]);
  // The first one is gone on with until it is done; a kill behind its end leaves a second one that has nothing to do.
  expect(json.at(-1)?.counts).toEqual(counts);
  expect(await made(killed, folder.path)).toEqual(await made(calm, folder.path));
  expect((await killed.run(['doctor'])).code).toBe(0);
}, 600_000);

test('a MES sees by the status what became of its file', async () => {
  await using station = await freshStation();
  await using folder = await tempFolder();
  const file = (name: string, text: string): string => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  };
  const good = file('good.csv', 'SN\nMES-0001\nMES-0002\n');
  const run = async (...args: string[]) => {
    const { code, json } = await station.run(['import', ...args]);
    return { code, json };
  };
  const trial = await run(good, '--group', 'INV5K1', '--dry-run');
  expect(trial).toMatchObject({ code: 0, json: [{ dryRun: true, counts: { create: 2 } }] });
  // Of a trial nothing stays behind, nor of what was not agreed to.
  expect(await run(good, '--group', 'INV5K1')).toMatchObject({ code: 2 });
  await run('--list');
  expect(readdirSync(join(station.data, 'imports'))).toEqual([]);
  expect(await run(good, '--group', 'none', '--yes')).toMatchObject({ code: 3 });
  expect(await run(good)).toMatchObject({ code: 2 });
  expect(await run(join(folder.path, 'nothing.csv'), '--group', 'INV5K1', '--yes')).toMatchObject({
    code: 3,
    json: [{ problem: { code: 'file-unreadable' } }],
  });
  const done = await run(good, '--group', 'INV5K1', '--yes');
  expect(done).toMatchObject({ code: 0 });
  expect(done.json.at(-1)).toMatchObject({ state: 'done', counts: { create: 2 } });
  const rejects = join(folder.path, 'rejects.csv');
  const bad = await run(
    file('bad.csv', 'Code,SN\nMES-0003,no\nx,no\n'),
    '--group',
    'INV5K1',
    '--map',
    file('map.json', '[{"to":"deviceSn","from":{"column":"Code"}}]'),
    '--rejects',
    rejects,
    '--yes',
  );
  expect(bad.code).toBe(1);
  expect(readFileSync(rejects, 'utf8')).toMatch(/sn-characters/);
  const undone = await run('--undo', String(done.json[0]?.import));
  expect(undone).toMatchObject({ code: 0, json: [{ state: 'undone', undone: 2, left: 0 }] });
}, 240_000);
