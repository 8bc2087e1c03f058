import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation, tempFolder } from '../support/cli.ts';

/** Devices as files, as a script asks for them. */
test('a script gets the devices of a batch as a file, in the format that its name says', async () => {
  await using station = await freshStation();
  await station.register(['OUT-0001', 'OUT-0002'], ['--batch', 'B7']);
  await station.register(['OUT-0003'], ['--batch', 'B8']);
  await using folder = await tempFolder();
  const ended = async (...args: string[]) => {
    const { code, json } = await station.run(['export', ...args]);
    return { code, last: json.at(-1) };
  };
  const csv = join(folder.path, 'b7.csv');
  expect(await ended('devices', '--batch', 'B7', '--out', csv)).toEqual({
    code: 0,
    last: { file: csv, devices: 2 },
  });
  const text = readFileSync(csv, 'utf8');
  expect(text.match(/OUT-\d+/g)).toEqual(['OUT-0001', 'OUT-0002']);
  const sheet = join(folder.path, 'all.xlsx');
  expect(await ended('devices', '--search', 'out-', '--out', sheet)).toMatchObject({
    last: { devices: 3 },
  });
  expect(await ended('devices', '--out', 'x.pdf')).toMatchObject({
    code: 2,
    last: { problem: { code: 'usage' } },
  });
  expect(await ended('devices', '--group', 'none', '--out', csv)).toMatchObject({
    code: 3,
    last: { problem: { code: 'group-unknown' } },
  });
  // A folder that is not there, and one where nobody can make one.
  expect(await ended('devices', '--out', '/proc/nowhere/x.csv')).toMatchObject({
    code: 3,
    last: { problem: { code: 'disk-read-only' } },
  });
  expect(readFileSync(csv, 'utf8')).toBe(text);
}, 120_000);
