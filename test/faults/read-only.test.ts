import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { looksLikeStackTrace, problemOf, Station } from '../support/cli.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { smallDisk } from '../support/small-disk.ts';

const probe = await smallDisk('1m');
await probe?.[Symbol.asyncDispose]();

test.skipIf(probe === null)(
  'a disk that has become read-only (needs root): said with a code, nothing is green, and it goes on afterwards',
  async () => {
    await using small = await smallDisk('24m');
    if (!small) throw new Error('only root may mount a small disk');
    const station = new Station(join(small.path, 'station'));
    await station.importCatalog();
    expect((await station.register(['BEFORE-0001'])).code).toBe(0);
    execFileSync('mount', ['-o', 'remount,ro', small.path]);
    const during = await station.register(['DURING-0001']);
    execFileSync('mount', ['-o', 'remount,rw', small.path]);
    expect(looksLikeStackTrace(during.stdout + during.stderr), during.stderr).toBe(false);
    expect(during.json.filter(({ verdict }) => verdict === 'accepted')).toEqual([]);
    expect(problemOf(during)?.code).toBe('disk-read-only');
    const after = await station.register(['BEFORE-0001', 'DURING-0001']);
    expect(after.json.map(({ verdict }) => verdict)).toEqual(['seen', 'accepted']);
    await expectHealthy(station);
  },
);
