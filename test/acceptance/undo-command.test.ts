import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation } from '../support/cli.ts';

/** Undo and paper from the command line, and what no command may take for a unit. */

const undo = ['undo', '--reason', 'mixed up'];

test('a batch, some SNs and the last unit are undone, with the exit codes of the documentation', async () => {
  await using station = await freshStation();
  await station.register(['UN-0001', 'UN-0002', 'UN-0003', 'UN-0004'], ['--batch', 'B1']);
  const one = await station.run([...undo, '--group', 'INV5K1', '--sn', 'UN-0002']);
  expect([one.code, one.json.at(-1)]).toMatchObject([0, { total: 1, done: 1 }]);
  const plan = await station.run(['undo', '--batch', 'B1', '--plan']);
  expect([plan.code, plan.json.at(-1)]).toMatchObject([0, { devices: 3 }]);
  const all = await station.run([...undo, '--batch', 'B1']);
  expect([all.code, all.json.at(-1)]).toMatchObject([0, { total: 3, done: 3 }]);
  // `register` has finished its batch: there is none in work to take the last unit from.
  const last = await station.run([...undo, '--last']);
  expect([last.code, last.json.at(-1)]).toMatchObject([1, { problem: { code: 'undo-nothing' } }]);
  expect((await station.run(['undo', '--last'])).code).toBe(2);
  expect((await station.run([...undo, '--batch', 'B9'])).json.at(-1)).toMatchObject({
    problem: { code: 'batch-unknown' },
  });
  // The SNs are free again.
  await station.register(['UN-0001'], ['--batch', 'B2']);
});

test('the sheet is written, and its key is shown for a reason only', async () => {
  await using station = await freshStation();
  const out = join(station.data, 'sheet.pdf');
  expect((await station.run(['commands', 'sheet', '--out', out])).code).toBe(0);
  expect((await readFile(out)).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await station.run(['commands', 'key'])).code).toBe(2);
  const shown = await station.run(['commands', 'key', '--reason', 'second station']);
  expect([shown.code, shown.json.at(-1)]).toMatchObject([0, { key: expect.any(String) }]);
});

test('badges and commands on stdin are no units, and stand nowhere', async () => {
  await using station = await freshStation();
  const badge = `LINESIDE-BADGE-${'A7Q2'.repeat(6)}XY`;
  const command = 'LINESIDE.1.ABCD.PAUSE.AAAABBBBCCCCDDDDEEEE';
  const ended = await station.run(['register', '--group', 'INV5K1'], {
    input: `${badge}\n${command}\nUN-0009\n`,
  });
  expect(ended.code).toBe(1);
  expect(ended.json.map(({ verdict }) => verdict)).toEqual(['refused', 'refused', 'accepted']);
  expect(ended.stdout).not.toContain('A7Q2');
  const journal = await readFile(join(station.data, 'journal-000001.ndjson'), 'utf8');
  expect(journal).not.toContain('A7Q2');
});
