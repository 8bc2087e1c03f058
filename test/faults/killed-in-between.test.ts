import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Station, sampleCatalog, tempFolder } from '../support/cli.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { seeded } from '../support/random.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** SIGKILL where files are made or replaced: the old or the new one, never half of it. */

const pauseOf = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('killed while settings are written: the old or the new ones, never half, never none', async () => {
  const random = seeded();
  const folder = temporaryFolder();
  const child = fileURLToPath(new URL('./settings-child.ts', import.meta.url));
  for (let round = 0; round < 6; round++) {
    const writing = spawn(process.execPath, [child, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(writing.stdout, 'data');
    await pauseOf(random.int(0, 60));
    writing.kill('SIGKILL');
    await once(writing, 'exit');
    const { time, filler } = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
    expect(time).toBeGreaterThan(0);
    expect(filler).toBe(String(time).repeat(4000));
  }
});

test('killed at any moment of the first start: the next one makes a whole station', async () => {
  const random = seeded();
  await using folder = await tempFolder();
  for (let round = 0; round < 5; round++) {
    const station = new Station(join(folder.path, `station-${round}`));
    const first = station.start(['catalog', 'import', sampleCatalog]);
    await pauseOf(random.int(100, 1_500));
    await first.kill();
    await station.importCatalog();
    expect((await station.register(['FIRST-0001'])).code).toBe(0);
    await expectHealthy(station);
  }
});
