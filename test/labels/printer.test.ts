import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createLabelPrinter, type LabelPrinter } from '../../main/labels/printer.ts';
import { mixed, printed, times } from './records.ts';

const one = (title: string) => [{ groupId: 'G', deviceSn: 'SN-1', title, fields: {} }];

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
      const [sheet, roll, none] = await Promise.all([
        printer.print(times(65, mixed), 'l7651'),
        printer.print(one('智能电表'), 'roll-50x30'),
        printer.print([], 'l7651'),
      ]);
      expect(sheet).toMatchObject({ ok: true, value: printed(times(65, mixed), 'l7651') });
      expect(roll).toMatchObject({ ok: true, value: printed(one('智能电表'), 'roll-50x30') });
      expect(none).toMatchObject({ ok: false, problem: { code: 'label-nothing' } });
    });
  });

  test('never holds the loop: scans go on while 500 labels are made', async () => {
    await withPrinter(createLabelPrinter(), async (printer) => {
      let done = false;
      const job = printer.print(times(500, mixed), 'l7651').finally(() => {
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
    const worker = new URL('./crashing-worker.ts', import.meta.url);
    await withPrinter(createLabelPrinter(undefined, worker), async (printer) => {
      const answers = await Promise.all(
        ['good', 'throw', 'good', 'exit', 'good'].map((title) =>
          printer.print(one(title), 'l7651'),
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

  test('goes on after a job that cannot even be handed over', async () => {
    await withPrinter(createLabelPrinter(), async (printer) => {
      const odd = [
        { groupId: 'G', deviceSn: 'SN-1', title: (() => '') as unknown as string, fields: {} },
      ];
      const answers = [await printer.print(odd, 'l7651'), await printer.print(one('x'), 'l7651')];
      expect(answers.map((answer) => answer.ok)).toEqual([false, true]);
    });
  });

  test('fails jobs, and never hangs, where there is no worker at all', async () => {
    const nowhere = new URL('./no-such-worker.ts', import.meta.url);
    await withPrinter(createLabelPrinter(undefined, nowhere), async (printer) => {
      expect(await printer.print(one('x'), 'l7651')).toMatchObject({
        problem: { code: 'label-failed' },
      });
    });
  });

  test('answers what is under way and what comes later when it is closed', async () => {
    const printer = createLabelPrinter(undefined, new URL('./crashing-worker.ts', import.meta.url));
    const hanging = printer.print(one('hang'), 'l7651');
    const waiting = printer.print(one('good'), 'l7651');
    await sleep(300);
    await printer.close();
    const later = printer.print(one('good'), 'l7651');
    for (const answer of await Promise.all([hanging, waiting, later]))
      expect(answer).toMatchObject({ problem: { code: 'label-failed' } });
  });
});
