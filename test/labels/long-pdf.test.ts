import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { PdfQuestion } from '../../main/labels/proven-pdf.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { fedPdf } from './fed-pdf.ts';
import { printed, stories, times } from './records.ts';

/** A PDF on its way to disk: how far it is, stopped, and gone on with. */

const records = times(900, stories['ordinary ones'] as (typeof stories)[string]);
const wishIn = (folder: string) => ({
  template: 'l7651',
  count: records.length,
  file: join(folder, 'labels.pdf'),
});

/** All questions of a run that `stopAt` stops. */
async function run(
  file: string,
  stopAt: (question: PdfQuestion) => boolean = () => false,
  given = records,
) {
  const asked: PdfQuestion[] = [];
  const wish = { ...wishIn(dirname(file)), count: given.length };
  const answer = await fedPdf(given, wish, (question) => {
    asked.push(question);
    return stopAt(question);
  });
  const steps = (step: PdfQuestion['step']) =>
    asked.filter((each) => each.step === step).map(({ done }) => done);
  return { answer, written: steps('writing'), read: steps('reading-back') };
}

test('says how far it is, and is there only when it is whole and read back', async () => {
  const { file } = wishIn(temporaryFolder());
  let early = false;
  const { answer, written, read } = await run(file, () => {
    early ||= existsSync(file);
    return false;
  });
  expect(answer).toMatchObject({ ok: true, value: { labels: 900 }, risk: { looked: 900 } });
  expect(written).toEqual([0, 200, 400, 600, 800, 900]);
  expect(read).toEqual([200, 400, 600, 800, 900]);
  expect(early).toBe(false);
  expect(new Uint8Array(readFileSync(file))).toEqual(printed(records, 'l7651'));
});

test('stopped while it is written: nothing is left of it', async () => {
  const folder = temporaryFolder();
  const { file } = wishIn(folder);
  const { answer } = await run(file, ({ done }) => done >= 400);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'label-proof-stopped' } });
  expect(readdirSync(folder)).toEqual([]);
});

test('stopped while it is read back: the next time that goes on where it was', async () => {
  const folder = temporaryFolder();
  const { file } = wishIn(folder);
  const stopped = await run(file, ({ step, done }) => step === 'reading-back' && done >= 400);
  expect(stopped.answer).toMatchObject({ problem: { code: 'label-proof-stopped' } });
  expect(readdirSync(folder)).toEqual(['labels.pdf.proof']);
  const again = await run(file);
  expect(again.answer).toMatchObject({ ok: true, risk: { looked: 900, of: 900 } });
  expect(again.read).toEqual([600, 800, 900]);
  expect(new Uint8Array(readFileSync(file))).toEqual(printed(records, 'l7651'));
  // As for a printer that took nothing and is tried again.
  const third = await run(file);
  expect([third.answer.ok, third.read]).toEqual([true, []]);
});

test('what was read back of other labels counts for nothing', async () => {
  const folder = temporaryFolder();
  const { file } = wishIn(folder);
  const halfway = ({ step, done }: PdfQuestion) => step === 'reading-back' && done >= 400;
  await run(file, halfway);
  const [first, second, ...more] = records as [(typeof records)[number], (typeof records)[number]];
  const swapped = await run(file, undefined, [second, first, ...more]);
  expect(swapped.read[0]).toBe(200);
  expect(swapped.answer.ok).toBe(true);
});

test.each(['', '{', '{"digest":7}', '[]', '\0'.repeat(5000)])(
  'notes that are none (%j) count for nothing',
  async (notes) => {
    const { file } = wishIn(temporaryFolder());
    writeFileSync(`${file}.proof`, notes);
    const { answer, read } = await run(file, undefined, records.slice(0, 10));
    expect([answer.ok, read]).toEqual([true, [10]]);
  },
);

test('fewer records than were said, and a folder that is none, are told', async () => {
  const { file } = wishIn(temporaryFolder());
  const wish = { template: 'l7651', count: 12, file };
  expect(await fedPdf(records.slice(0, 10), wish)).toMatchObject({
    problem: { code: 'label-failed', params: { detail: '10 of 12' } },
  });
  writeFileSync(join(dirname(file), 'no-folder'), '');
  const nowhere = join(dirname(file), 'no-folder', 'labels.pdf');
  expect(await fedPdf(records, { ...wish, file: nowhere })).toMatchObject({
    problem: { code: 'disk-read-only' },
  });
});
