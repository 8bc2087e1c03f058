import { cp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  filesBelow,
  freshStation,
  looksLikeStackTrace,
  problemOf,
  Station,
} from '../support/cli.ts';
import { inverterSns } from '../support/serial-numbers.ts';

/** P6: a damaged file is never replaced by an empty one, and damage is found. */

const sns = inverterSns(30, 'DMG');

let station: Station & AsyncDisposable;
let untouched: string;
beforeAll(async () => {
  station = await freshStation();
  const { code } = await station.register(sns, ['--batch', 'B1']);
  expect(code).toBe(0);
  untouched = `${station.data}-untouched`;
  await cp(station.data, untouched, { recursive: true });
});
// The same folder as it was, so that each harm is the only one.
beforeEach(async () => {
  await rm(station.data, { recursive: true });
  await cp(untouched, station.data, { recursive: true });
});
afterAll(() => station[Symbol.asyncDispose]());

async function journals(): Promise<string[]> {
  const names = (await readdir(station.data, { recursive: true })).filter((name) =>
    /(^|\/)journal[^/]*\.ndjson$/.test(name),
  );
  return names.map((name) => join(station.data, name)).toSorted();
}

describe('the journal', () => {
  test('is journal*.ndjson in the folder and holds every unit before it is synced', async () => {
    const files = await journals();
    expect(files.length).toBeGreaterThan(0);
    const text = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
    for (const line of text.trimEnd().split('\n')) {
      expect(() => JSON.parse(line), `${line}`).not.toThrow();
    }
    for (const sn of sns) expect(text).toContain(sn);
  });

  test.for([
    ['a line missing in its middle', (lines: string[]) => lines.toSpliced(12, 1)],
    ['two lines swapped', (lines: string[]) => swap(lines, 10, 11)],
    ['one character changed', (lines: string[]) => changed(lines)],
    ['its last lines missing', (lines: string[]) => lines.slice(0, -3)],
    ['its first line missing', (lines: string[]) => lines.slice(1)],
    ['a line twice', (lines: string[]) => lines.toSpliced(12, 0, lines[12] ?? '')],
    ['nothing left', () => []],
  ] as [string, (lines: string[]) => string[]][])(
    'with %s is found by doctor',
    async ([, harm]) => {
      const file = (await journals()).at(-1) ?? '';
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      expect(lines.length).toBeGreaterThan(sns.length / 2);
      await writeFile(
        file,
        harm(lines)
          .map((line) => `${line}\n`)
          .join(''),
      );
      const ended = await station.run(['doctor']);
      expect(looksLikeStackTrace(ended.stdout + ended.stderr)).toBe(false);
      if (ended.code === 3) {
        expect(problemOf(ended)?.code).toMatch(/journal/);
        return;
      }
      expect(ended.code, `${ended.stdout}`).toBe(1);
      const bad = ended.json.filter((check) => check.ok === false);
      expect(bad.length).toBeGreaterThan(0);
      expect(JSON.stringify(bad)).toMatch(/journal/i);
      // Whatever the harm was, the sentence is true: the last entry may well be there.
      const start = bad.find(({ check }) => check === 'start');
      if (start)
        expect(start.detail).toMatch(
          /does not lead without a gap to entry \d+|behind entry \d+ do not follow it/,
        );
    },
  );

  test('a torn last line, as a power cut leaves it, does not stop the station', async () => {
    const file = (await journals()).at(-1) ?? '';
    const handle = await open(file, 'a');
    await handle.write('{"torn":"in the midd');
    await handle.close();
    const again = await station.register([...sns, 'DMG-NEW1']);
    expect(again.json.map((json) => json.verdict)).toEqual([...sns.map(() => 'seen'), 'accepted']);
    expect(again.code).toBe(0);
    expect(await station.devices()).toHaveLength(sns.length + 1);
    expect((await station.run(['doctor'])).code).toBe(0);
  });
});

describe('the database', () => {
  const harms: [string, (file: string) => Promise<void>][] = [
    ['cut to nothing', (file) => truncate(file, 0)],
    ['deleted', (file) => rm(file)],
    ['with a header of garbage', (file) => poke(file, 0, 100)],
    ['with a page of garbage', (file) => poke(file, 4096, 4096)],
    ['full of text', (file) => writeFile(file, 'hello '.repeat(4000))],
  ];
  test.for(harms)('%s: is refused or rebuilt, never an empty station', async ([name, harm]) => {
    const database = await databaseOf(station);
    for (const suffix of ['-wal', '-shm']) await rm(database + suffix, { force: true });
    await harm(database);
    for (const command of [['devices'], ['register', '--group', 'INV5K1'], ['devices']]) {
      const ended = await station.run(command, { input: `${sns[0]}\n` });
      expect(looksLikeStackTrace(ended.stdout + ended.stderr), ended.stderr || 'quiet').toBe(false);
      if (ended.code === 0) {
        const count = command[0] === 'devices' ? sns.length : 1;
        expect(ended.json, `${name}: silently fewer`).toHaveLength(count);
        if (command[0] === 'register') expect(ended.json[0].verdict).toBe('seen');
      } else {
        expect(ended.code).toBe(3);
        expect(problemOf(ended)?.code, `${ended.stdout}`).toMatch(/store|journal|disk/);
      }
    }
    const files = await filesBelow(station.data);
    const text = files.map(({ bytes }) => bytes.toString('latin1')).join('');
    for (const sn of sns) expect(text).toContain(sn);
  });

  test('an older copy of the database beside the newer journal is noticed', async () => {
    const database = await databaseOf(station);
    const older = await databaseOf(new Station(untouched));
    expect((await station.register(['NEW-0001', 'NEW-0002'])).code).toBe(0);
    for (const suffix of ['', '-wal', '-shm']) {
      await rm(database + suffix, { force: true });
      await cp(older + suffix, database + suffix).catch(() => {});
    }
    const ended = await station.run(['register', '--group', 'INV5K1'], { input: 'NEW-0001\n' });
    if (ended.code === 0) {
      expect(ended.json[0].verdict, 'accepted once more after it was green').toBe('seen');
      expect(await station.devices()).toHaveLength(sns.length + 2);
    } else {
      expect(ended.code).toBe(3);
      expect(problemOf(ended)?.code).toMatch(/store|journal/);
    }
  });
});

const swap = (lines: string[], a: number, b: number): string[] =>
  lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');

const changed = (lines: string[]): string[] => {
  const at = lines.findIndex((line, index) => index > 8 && /DMG-0000\d/.test(line));
  return lines.with(at, (lines[at] ?? '').replace(/DMG-0000(\d)/, 'DMG-0009$1'));
};

async function poke(file: string, at: number, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(length, 0xa5), 0, length, at);
  await handle.close();
}

async function databaseOf(of: Station): Promise<string> {
  const found = (await filesBelow(of.data)).filter(
    ({ path, bytes }) =>
      bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3' && !/backup/.test(path),
  );
  const [file] = found;
  if (!file) throw new Error('no database in the folder');
  return file.path;
}
