import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation, problemOf, run } from '../support/cli.ts';

/** The two commands of a certificate, as an inspector and a script use them: what is said, and how they end. */

test('a certificate is made once, and whoever has the file can check it without a station', async () => {
  await using station = await freshStation();
  await station.register(['CRT-0001', 'CRT-0002'], ['--batch', 'B1']);
  const out = join(station.data, '..', 'certificate');
  const make = (...args: string[]) => station.run(['export', 'certificate', ...args]);

  const unknown = await make('--batch', 'B2', '--out', out);
  expect([unknown.code, problemOf(unknown)?.code]).toEqual([expect.any(Number), 'batch-unknown']);
  expect(unknown.code).not.toBe(0);
  const made = await make('--batch', 'B1', '--group', 'INV5K1', '--out', out);
  expect(made.code, made.stderr).toBe(0);
  const { units, fingerprint, folder } = JSON.parse(made.stdout);
  expect({ units, folder }).toEqual({ units: 2, folder: out });
  expect(fingerprint).toMatch(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
  const file = join(out, 'certificate.json');
  const before = readFileSync(file);
  const again = await make('--batch', 'B1', '--out', out);
  expect(problemOf(again)?.code).toBe('export-folder-there');
  expect(readFileSync(file)).toEqual(before);

  const changed = join(station.data, '..', 'changed.json');
  writeFileSync(changed, before.toString().replace('CRT-0002', 'CRT-0003'));
  const check = (...args: string[]) => run(['verify', 'certificate', ...args]);
  const [sound, other, forged, none, misused] = await Promise.all([
    check(file, '--fingerprint', fingerprint.toLowerCase().replaceAll(' ', '')),
    check(file, '--fingerprint', '00'.repeat(32)),
    check(changed),
    check(join(out, 'none.json')),
    check(),
  ]);
  expect(sound.code, sound.stdout).toBe(0);
  expect(JSON.parse(sound.stdout)).toMatchObject({ sound: true, batch: 'B1', fingerprint });
  expect(other.code).toBe(1);
  expect(JSON.parse(other.stdout)).toMatchObject({ sound: false, why: 'other-key' });

  expect(forged.code).toBe(1);
  expect(JSON.parse(forged.stdout)).toMatchObject({
    sound: false,
    why: 'row-changed',
    message: expect.stringContaining('CRT-0003'),
  });
  expect([none.code === 0, problemOf(none)?.code]).toEqual([false, 'file-unreadable']);
  expect(misused.code).toBe(2);
});
