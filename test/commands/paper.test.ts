import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sheetWords } from '../../shared/commands/words.ts';
import { mustFail } from '../support/must.ts';
import { pageSize, readLabels, readText } from '../support/printed-labels.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { Desk, said } from './station-of.ts';

/** Sheets and cards as paper: rasterised, read by a decoder that knows nothing of us, scanned at the station. */

async function paper(desk: Desk, call: string, input: object): Promise<string> {
  const { name, base64 } = await desk.call<{ name: string; base64: string }>(call, input);
  const file = join(temporaryFolder(), name);
  writeFileSync(file, Buffer.from(base64, 'base64'));
  return file;
}

test.for([
  ['A4', 595.28, 841.89],
  ['Letter', 612, 792],
] as const)('the sheet on %s: every code is read and obeyed', async ([size, width, height]) => {
  const desk = await Desk.open();
  const file = await paper(desk, 'commands.sheet', { paper: size });
  const page = await pageSize(file);
  expect(page.width).toBeCloseTo(width, 0);
  expect(page.height).toBeCloseTo(height, 0);
  // Keys are made by chance: where the decoder itself misses a code at one resolution, a scanner looks again.
  const looks = [await readLabels(file, 200), await readLabels(file, 300)];
  const pages = looks[0]?.pages;
  const codes = [...new Set(looks.flatMap((look) => look.codes))];
  expect(pages).toBe(1);
  expect(codes).toHaveLength(sheetWords.length);

  await desk.start({ template: 'roll-50x30' });
  for (const sn of ['X-1', 'X-2']) desk.scan(sn);
  const answers = new Map<string, string>();
  for (const word of sheetWords) {
    const code = codes.find((one) => one.includes(`.${word}.`)) ?? '';
    answers.set(word, said(desk.scan(`]Q1${code}`)));
  }
  expect(Object.fromEntries(answers)).toEqual({
    NEXT: 'noted noted-next',
    UNDO: 'noted noted-undone',
    REPRINT: 'noted noted-reprinted',
    PAUSE: 'noted noted-paused',
    RESUME: 'noted noted-resumed',
    FINISH: 'noted noted-finish-again',
    DESTROY: 'noted noted-destroying',
    LOGOFF: 'noted noted-logged-off',
  });
  const text = await readText(file);
  for (const word of [...sheetWords.filter((one) => one !== 'LOGOFF'), 'LOG OFF', '撤销上一个产品'])
    expect(text).toContain(word);
});

test('a batch card starts its batch, whatever its tag is called', async () => {
  const desk = await Desk.open();
  const start = {
    groupId: 'INV5K1',
    tag: '工单 WO-2025/1147 "A"',
    target: 500,
    template: 'l7651',
    allocateTo: { regionId: 'beta', orgId: 'o-solar' },
    masterData: {},
  };
  const file = await paper(desk, 'commands.card', { start });
  const { codes } = await readLabels(file, 150);
  expect(codes).toHaveLength(1);
  expect(await readText(file)).toContain(start.tag);
  expect(said(desk.scan(codes[0] ?? ''))).toBe('noted noted-batch-started');
  expect(desk.batch).toMatchObject(start);
});

test('a card that no scan could start is not printed', async () => {
  const desk = await Desk.open();
  const start = { groupId: 'NOT-HERE', tag: 'WO-1' };
  expect((await desk.refused('commands.card', { start })).code).toBe('group-unknown');
  const unprintable = { groupId: 'MIG', tag: 'WO\u{1F600}' };
  expect((await desk.refused('commands.card', { start: unprintable })).code).toBe(
    'label-glyph-missing',
  );
});

test('the same sheet is the same bytes', async () => {
  const desk = await Desk.open();
  const [one, two] = [await desk.call('commands.sheet', {}), await desk.call('commands.sheet', {})];
  expect(one).toEqual(two);
  const { printer } = desk.app.parts;
  await printer.close();
  expect(mustFail(await desk.app.call('commands.sheet', {}, { role: 'admin' })).code).toBe(
    'label-failed',
  );
});
