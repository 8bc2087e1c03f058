import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../main/app.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { examine } from '../../main/store/doctor.ts';
import { filesBelow, sampleCatalog } from '../support/cli.ts';
import { seeded } from '../support/random.ts';
import { cheapPins, must, testKeyring } from '../support/station.ts';

/**
 * P6: one byte is changed in each file of a station's folder, one after the other. It opens with everything, or what is
 * damaged is said with a code, by the opening or by the doctor. Never a crash, never a unit less in silence.
 */

const admin = { role: 'admin' as const };
const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lineside-flip-'));
const untouched = join(place, 'untouched');
const copy = join(place, 'copy');
/** Bytes changed in each file. */
const flips = 24;

let names: string[] = [];
let units: string[] = [];
beforeAll(async () => {
  const app = must(await open(untouched));
  const text = readFileSync(sampleCatalog, 'utf8');
  must(await app.call('catalog.import', { text }, admin));
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B1' }, admin));
  for (let unit = 1; unit <= 30; unit++) {
    const read = { text: `FLIP-${String(unit).padStart(4, '0')}`, source: { kind: 'typed' } };
    must(await app.call('station.read', read, admin));
  }
  must(app.parts.vault.put('group/INV5K1', 'a product secret'));
  must(await app.call('preferences.set', { stationName: 'FLIP' }, admin));
  must(await app.call('backups.make', {}, admin));
  await app.close();
  units = await unitsIn(untouched);
  names = (await filesBelow(untouched))
    .filter(({ bytes }) => bytes.length > 0)
    .map(({ path }) => relative(untouched, path))
    .toSorted();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const open = (folder: string) => {
  const world = machineWorld({ folder, passphrase: null });
  if (!world.ok) return world;
  const quiet = { info: () => {}, warn: () => {} };
  const given = { keyring: testKeyring, pinCost: cheapPins, log: quiet };
  return createApp({ ...world.value, ...given }, { live: false });
};

async function unitsIn(folder: string): Promise<string[]> {
  const app = must(await open(folder));
  const sql = 'SELECT device_sn FROM device WHERE gone IS NULL ORDER BY device_sn';
  const found = app.parts.store.db.prepare(sql).pluck().all() as string[];
  await app.close();
  return found;
}

/** What is wrong in the end; null: it opened with everything, or said what is damaged. */
async function silence(file: string, at: number): Promise<string | null> {
  const opened = await open(copy);
  const where = `${file}, byte ${at}`;
  if (!opened.ok) return opened.problem.code === 'internal' ? `${where}: internal` : null;
  const app = opened.value;
  try {
    const checks = await examine(app.parts.store);
    const said = checks.some(({ ok }) => !ok);
    const sql = 'SELECT device_sn FROM device WHERE gone IS NULL ORDER BY device_sn';
    let found: unknown[] = [];
    try {
      found = app.parts.store.db.prepare(sql).pluck().all();
    } catch (error) {
      if (!said) return `${where}: ${error}, and the doctor says nothing`;
    }
    const state = await app.call('state.get', {}, admin);
    if (!state.ok && state.problem.code === 'internal') return `${where}: the state is internal`;
    const same = JSON.stringify(found) === JSON.stringify(units);
    return said || same ? null : `${where}: other units, and the doctor says nothing`;
  } finally {
    await app.close();
  }
}

test('a byte changed in each file of the folder: all is there, or it is said', async () => {
  const random = seeded();
  const wrong: string[] = [];
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const bytes = readFileSync(join(untouched, name));
    for (let flip = 0; flip < flips; flip++) {
      rmSync(copy, { recursive: true, force: true });
      cpSync(untouched, copy, { recursive: true });
      const at = random.int(0, bytes.length - 1);
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ random.pick([1, 0x20, 0x80, 0xff]);
      writeFileSync(join(copy, name), changed);
      const found = await silence(name, at);
      if (found !== null) wrong.push(found);
    }
  }
  expect(wrong).toEqual([]);
});
