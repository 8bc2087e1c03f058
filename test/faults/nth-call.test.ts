import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { freshStation, looksLikeStackTrace } from '../support/cli.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { expectSameSns } from '../support/same-sns.ts';
import { inverterSns } from '../support/serial-numbers.ts';

/**
 * The kernel fails the Nth call of a whole station, from then on: SQLite's own as well. Whatever was told green is there
 * afterwards, whatever was not is not, and each refusal has a code of the disk.
 */

const strace = (inject: string) => [
  'strace',
  '-f',
  '-qqq',
  '-o',
  '/dev/null',
  '-e',
  `inject=${inject}`,
];
const works = spawnSync('strace', ['-f', '-qqq', '-o', '/dev/null', 'true']).status === 0;

const cases: [string, string[]][] = [
  ...[1, 4, 16, 60].map((n): [string, string[]] => [
    `ENOSPC from write ${n} on`,
    strace(`pwrite64:error=ENOSPC:when=${n}+`),
  ]),
  ...[1, 7].map((n): [string, string[]] => [
    `EIO from sync ${n} on`,
    strace(`fdatasync,fsync:error=EIO:when=${n}+`),
  ]),
  ['a sync takes a fifth of a second', strace('fdatasync:delay_enter=200000')],
];

test.skipIf(!works).for(cases)(
  '%s: green is there afterwards, red is not, and red has a code',
  { timeout: 240_000 },
  async ([, under]) => {
    await using station = await freshStation();
    const sns = inverterSns(12, 'NTH');
    const input = sns.map((sn) => `${sn}\n`).join('');
    const ended = await station.run(['register', '--group', 'INV5K1'], {
      input,
      under,
      within: 120_000,
    });
    expect(looksLikeStackTrace(ended.stdout + ended.stderr), ended.stderr).toBe(false);
    const green = ended.json
      .filter(({ verdict }) => verdict === 'accepted')
      .map(({ text }) => text);
    for (const { problem } of ended.json) {
      if (problem) expect(problem.code).toMatch(/^disk-|^folder-in-use$/);
    }
    if (green.length < sns.length) expect(ended.code).not.toBe(0);
    const again = await station.register(sns);
    expect(again.code, again.stdout + again.stderr).toBe(0);
    const before = again.json.filter(({ verdict }) => verdict === 'seen').map(({ text }) => text);
    expect(before).toEqual(expect.arrayContaining(green));
    expectSameSns(
      (await station.devices()).map(({ deviceSn }) => deviceSn),
      sns,
    );
    await expectHealthy(station);
  },
);

test('a limit of file size: as a full disk, and the same units go in without it', async () => {
  await using station = await freshStation();
  const sns = inverterSns(40, 'LIM');
  const limited = ['bash', '-c', 'ulimit -f 1100; exec "$0" "$@"'];
  const input = sns.map((sn) => `${sn}\n`).join('');
  const ended = await station.run(['register', '--group', 'INV5K1'], { input, under: limited });
  expect(looksLikeStackTrace(ended.stdout + ended.stderr), ended.stderr).toBe(false);
  const green = ended.json.filter(({ verdict }) => verdict === 'accepted').map(({ text }) => text);
  const again = await station.register(sns);
  const before = again.json.filter(({ verdict }) => verdict === 'seen').map(({ text }) => text);
  expect(before).toEqual(expect.arrayContaining(green));
  expect(again.code).toBe(0);
  await expectHealthy(station);
});
