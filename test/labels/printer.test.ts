import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { createLabelPrinter, type LabelPrinter } from '../../main/labels/printer.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { mixed, printed, times } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'lineside-printer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const one = (title: string) => [{ groupId: 'G', deviceSn: 'SN-1', title, fields: {} }];

let number = 0;
const wish = (records: LabelRecord[], template: string) => ({
  records,
  count: records.length,
  template,
  file: join(folder, `${++number}.pdf`),
});

const crashing = () =>
  createLabelPrinter(undefined, new URL('./crashing-worker.ts', import.meta.url));

async function withPrinter<T>(printer: LabelPrinter, work: (printer: LabelPrinter) => Promise<T>) {
  try {
    return await work(printer);
  } finally {
    await printer.close();
  }
}

describe('the printer', () => {
  test('gives the bytes that rendering gives, job after job, in order', async () => {
    await withPrinter(createLabelPrinter(), async (printer) => {
      const wishes = [
        wish(times(65, mixed), 'l7651'),
        wish(one('智能电表'), 'roll-50x30'),
        wish([], 'l7651'),
      ] as const;
      const [sheet, roll, none] = await Promise.all(wishes.map((each) => printer.print(each)));
      expect(sheet).toMatchObject({ ok: true, value: { labels: 65 }, risk: { looked: 65 } });
      expect(roll).toMatchObject({ ok: true, value: { labels: 1 } });
      expect(none).toMatchObject({ ok: false, problem: { code: 'label-nothing' } });
      const bytes = (at: 0 | 1) => new Uint8Array(readFileSync(wishes[at].file));
      expect(bytes(0)).toEqual(printed(times(65, mixed), 'l7651'));
      expect(bytes(1)).toEqual(printed(one('智能电表'), 'roll-50x30'));
      expect(readdirSync(folder).toSorted()).toEqual(['1.pdf', '2.pdf']);
    });
  });

  test('never holds the loop: scans go on while 500 labels are made', async () => {
    await withPrinter(createLabelPrinter(), async (printer) => {
      let done = false;
      const job = printer.print(wish(times(500, mixed), 'l7651')).finally(() => {
        done = true;
      });
      let turns = 0;
      while (!done) {
        turns++;
        await sleep(1);
      }
      expect(await job).toMatchObject({ ok: true });
      expect(turns).toBeGreaterThan(20);
    });
  });

  test('fails the job that its worker dies of, and does the next one', async () => {
    await withPrinter(crashing(), async (printer) => {
      const answers = await Promise.all(
        ['good', 'throw', 'good', 'exit', 'good'].map((title) =>
          printer.print(wish(one(title), 'l7651')),
        ),
      );
      expect(answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code))).toEqual([
        'ok',
        'label-failed',
        'ok',
        'label-failed',
        'ok',
      ]);
      expect(answers[1]).toMatchObject({
        problem: { params: { detail: expect.stringMatching(/out of paper/) } },
      });
    });
  });

  test('goes on after a job that cannot even be handed over, or whose records cannot be read', async () => {
    await withPrinter(createLabelPrinter(), async (printer) => {
      const odd = [
        { groupId: 'G', deviceSn: 'SN-1', title: (() => '') as unknown as string, fields: {} },
      ];
      function* unread(): Generator<LabelRecord> {
        yield* one('y');
        throw new Error('the database is gone');
      }
      const answers = [
        await printer.print(wish(odd, 'l7651')),
        await printer.print({ ...wish(one('y'), 'l7651'), records: unread() }),
        await printer.print(wish(one('x'), 'l7651')),
      ];
      expect(answers.map((answer) => answer.ok)).toEqual([false, false, true]);
      expect(answers[1]).toMatchObject({
        problem: { code: 'label-failed', params: { detail: 'the database is gone' } },
      });
    });
  });

  test('fails jobs, and never hangs, where there is no worker at all', async () => {
    const nowhere = new URL('./no-such-worker.ts', import.meta.url);
    await withPrinter(createLabelPrinter(undefined, nowhere), async (printer) => {
      expect(await printer.print(wish(one('x'), 'l7651'))).toMatchObject({
        problem: { code: 'label-failed' },
      });
    });
  });

  test('answers what is under way and what comes later when it is closed', async () => {
    const printer = crashing();
    const hanging = printer.print(wish(one('hang'), 'l7651'));
    const waiting = printer.print(wish(one('good'), 'l7651'));
    await sleep(300);
    await printer.close();
    const later = printer.print(wish(one('good'), 'l7651'));
    for (const answer of await Promise.all([hanging, waiting, later]))
      expect(answer).toMatchObject({ problem: { code: 'label-failed' } });
  });
});
