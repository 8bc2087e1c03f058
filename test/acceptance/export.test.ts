import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { encodePayload } from '../../shared/labels/payload.ts';
import { freshStation, root, tempFolder } from '../support/cli.ts';
import { readLabels } from '../support/printed-labels.ts';

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

test('verdicts and operations are files as well, and who sits at a terminal sees how far it is', async () => {
  await using station = await freshStation();
  await station.register(['OUT-0001', 'o o'], ['--batch', 'B7']);
  await using folder = await tempFolder();
  const out = join(folder.path, 'reads.txt');
  const reads = ['export', 'verdicts', '--state', 'refused', '--format', 'ndjson', '--out', out];
  const { code, json } = await station.run(reads);
  expect({ code, json }).toEqual({ code: 0, json: [{ file: out, verdicts: 1 }] });
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ text: 'o o', batchTag: 'B7' });

  for (const wrong of [
    ['nothing', '--out', out],
    ['labels', '--state', 'gone', '--out', 'x.csv'],
    ['operations', '--from', 'yesterday', '--out', 'x.csv'],
    ['batches', '--columns', 'most', '--out', 'x.csv'],
  ]) {
    const ended = await station.run(['export', ...wrong]);
    expect(ended.code, wrong.join(' ')).toBe(2);
  }

  const owed = join(folder.path, 'owed.csv');
  const args = [
    'export',
    'operations',
    '--from',
    '2020-01-01',
    '--out',
    owed,
    '--data',
    station.data,
  ];
  const command = [process.execPath, 'main/hosts/cli.ts', ...args]
    .map((arg) => `'${arg}'`)
    .join(' ');
  const terminal = spawnSync('script', ['-qec', command, '/dev/null'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(terminal.stdout).toContain('0 rows');
  expect(terminal.stdout).toContain(`"operations":1`);
  expect(readFileSync(owed, 'utf8')).toContain(',create,INV5K1,OUT-0001,');
}, 120_000);

test('a script gets the QR codes of chosen devices, as pictures, as what they say and as a sheet', async () => {
  await using station = await freshStation();
  await station.register(['OUT-0001', 'OUT-0002'], ['--batch', 'B7']);
  await station.register(['OUT-0003'], ['--batch', 'B8']);
  await using folder = await tempFolder();
  const codes = async (name: string, ...more: string[]) => {
    const file = join(folder.path, name);
    const args = ['export', 'codes', '--group', 'INV5K1', ...more, '--out', file];
    const { code, json } = await station.run(args);
    return { code, last: json.at(-1), file };
  };
  const pictures = await codes('b7.png.zip', '--batch', 'B7');
  expect(pictures).toMatchObject({ code: 0, last: { file: pictures.file, codes: 2 } });
  const names = Object.keys(unzipSync(readFileSync(pictures.file)));
  expect(names).toEqual(['OUT-0001.png', 'OUT-0002.png']);

  const said = await codes('one.csv', '--sn', 'OUT-0003', '--payload', 'sn');
  expect(said).toMatchObject({ code: 0, last: { codes: 1 } });
  expect(readFileSync(said.file, 'utf8')).toBe(
    '\ufeffgroupId,deviceSn,payload\r\nINV5K1,OUT-0003,OUT-0003\r\n',
  );

  const sheet = await codes('all.PDF');
  expect(sheet).toMatchObject({ code: 0, last: { codes: 3 } });
  expect((await readLabels(sheet.file)).codes.toSorted()).toEqual(
    ['OUT-0001', 'OUT-0002', 'OUT-0003'].map((deviceSn) =>
      encodePayload({ groupId: 'INV5K1', deviceSn }),
    ),
  );

  // Nothing of it is a label, and nothing half done takes a file's place.
  const before = readFileSync(said.file);
  const unknown = await codes('one.csv', '--sn', 'OUT-0003', '--sn', 'NOBODY');
  expect(unknown).toMatchObject({ code: 3, last: { problem: { code: 'device-unknown' } } });
  expect(readFileSync(said.file).equals(before)).toBe(true);
  for (const wrong of [['codes.zip'], ['a.csv', '--payload', 'json']] as const) {
    const [name, ...more] = wrong;
    expect(await codes(name, ...more)).toMatchObject({
      code: 2,
      last: { problem: { code: 'usage' } },
    });
  }
  expect((await station.run(['print-jobs'])).json).toEqual([]);
}, 120_000);
