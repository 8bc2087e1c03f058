import { describe, expect, onTestFinished, test } from 'vitest';
import { batchLedger, ledgerFaults } from '../../main/store/ledger.ts';
import { findPrintJob, piecesFrom } from '../../main/store/print-jobs.ts';
import { createScriptedPrinter } from '../support/scripted-printer.ts';
import { must, mustFail, openStation, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';
import { batchId, batchStarted, openDesk, register, sns, unit, wish } from './desk.ts';
import { journalOf, labelRows, rebuiltFrom } from './rebuilt.ts';

/** The queue: order, copies, what goes on after a stop and what does not without a person. */

async function desk(many: number, options: { label?: boolean; automatic?: string } = {}) {
  const app = await openStation({ folder: temporaryFolder() });
  const { store } = app.parts;
  must(store.commit(batchStarted()));
  register(store, many, options.label);
  const printer = createScriptedPrinter();
  const paper = openDesk(store, printer, options.automatic);
  onTestFinished(() => paper.printing.stop());
  const job = (id: string) => findPrintJob(store.db, id);
  return { store, printer, paper, job };
}

describe('print jobs', () => {
  test('print in order, collated or not, and are confirmed; the journal gives the same ledger', async () => {
    const { store, printer, paper, job } = await desk(3);
    const one = must(await paper.printJobs.add({ ...wish, batchTag: 'B1', copies: 2 }, 'Li'));
    const two = {
      ...wish,
      batchTag: 'B1',
      copies: 2,
      collated: false,
      skip: 0,
      reason: 'first ones smeared',
    };
    const other = must(await paper.printJobs.add(two, 'Li'));
    await paper.printing.settle();
    const [a, b, c] = sns(3);
    expect(printer.paper).toEqual([a, b, c, a, b, c, a, a, b, b, c, c]);
    expect(job(one.id)).toMatchObject({ state: 'confirmed', balance: { printed: 6 } });
    expect(job(other.id)).toMatchObject({ state: 'confirmed', labels: 6 });
    expect(ledgerFaults(store.db)).toEqual([]);
    expect(labelRows(rebuiltFrom(journalOf(store.folder))).labels).toEqual(
      labelRows(store.db).labels,
    );
  });

  test('that stop at label 312 go on at 313 once a person has said so, and not before', async () => {
    const { store, printer, paper, job } = await desk(700);
    printer.script = [{ diesAfter: 312 }];
    const { id } = must(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    await paper.printing.settle();
    const asks = job(id);
    expect(asks).toMatchObject({ state: 'printed?', question: { first: 1, likely: 312 } });
    expect(asks?.problem?.code).toBe('port-failed');
    expect(piecesFrom(store.db, id, 311, 3)).toEqual(
      [311, 312, 313].map((seq) => {
        return { seq, copy: 1, account: expect.any(String), deviceSn: sns(700)[seq - 1] };
      }),
    );
    expect(piecesFrom(store.db, 'none', 1, 3)).toEqual([]);
    paper.printing.nudge();
    await paper.printing.settle();
    expect(printer.paper).toHaveLength(312);
    expect(mustFail(paper.printJobs.resume(id, null, 'Li')).code).toBe('print-job-asks');
    expect(mustFail(paper.printJobs.resume(id, 401, 'Li')).code).toBe('print-last-out');
    must(paper.printJobs.resume(id, 312, 'Li'));
    await paper.printing.settle();
    expect(printer.paper).toEqual(sns(700));
    expect(job(id)).toMatchObject({ state: 'confirmed', balance: { printed: 700, sent: 0 } });
    expect(ledgerFaults(store.db)).toEqual([]);
  });

  test('that nothing was taken of are tried again by themselves', async () => {
    const { printer, paper, job } = await desk(2);
    printer.script = [{ refuse: true }];
    const { id } = must(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    await paper.printing.settle();
    expect(job(id)).toMatchObject({ state: 'queued', balance: { reserved: 2 }, problem: {} });
    expect(paper.printing.state().problem?.code).toBe('port-failed');
    paper.printing.nudge();
    await paper.printing.settle();
    expect(printer.paper).toEqual(sns(2));
    expect(paper.printing.state().problem).toBeNull();
  });

  test('need a reason for what was printed before', async () => {
    const { paper } = await desk(2);
    must(await paper.printJobs.add({ ...wish, deviceSns: ['SN-00002'] }, 'Li'));
    await paper.printing.settle();
    const again = mustFail(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    expect(again).toMatchObject({ code: 'reprint-reason', params: { deviceSn: 'SN-00002' } });
    must(await paper.printJobs.add({ ...wish, batchTag: 'B1', reason: 'torn' }, 'Li'));
    const nowhere = { ...wish, printer: 'none', batchTag: 'B1' };
    expect(mustFail(await paper.printJobs.add(nowhere, 'Li')).code).toBe('printer-unknown');
  });

  test('can be paused and cancelled; what may have come out is asked about all the same', async () => {
    const { store, printer, paper, job } = await desk(200);
    let stopAt: (() => void) | null = null;
    printer.onLabel = () => {
      if (printer.paper.length === 119) stopAt?.();
    };
    const { id } = must(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    stopAt = () => must(paper.printJobs.pause(id, 'Li'));
    await paper.printing.settle();
    expect(job(id)).toMatchObject({ state: 'paused', balance: { printed: 120, reserved: 80 } });
    must(paper.printJobs.resume(id, null, 'Li'));
    stopAt = null;
    printer.onLabel = () => {
      if (printer.paper.length === 150) must(paper.printJobs.cancel(id, 'Li', 'wrong roll'));
    };
    await paper.printing.settle();
    const asks = job(id);
    expect(asks).toMatchObject({ state: 'printed?', ending: true, balance: { reserved: 0 } });
    const lastOut = printer.paper.length;
    must(paper.printJobs.resume(id, lastOut, 'Li'));
    await paper.printing.settle();
    expect(job(id)).toMatchObject({
      state: 'confirmed',
      balance: { printed: lastOut, voided: 200 - lastOut },
    });
    expect(printer.paper).toHaveLength(lastOut);
    expect(ledgerFaults(store.db)).toEqual([]);
  });

  test('leave out a unit that was undone before its label was sent', async () => {
    const { store, printer, paper } = await desk(120);
    printer.onLabel = () => {
      if (printer.paper.length !== 10) return;
      const item = { groupId: 'INV5K1', deviceSn: 'SN-00060', operations: [] };
      const gone = { ...item, remove: 'void' as const, uncount: true };
      const event = { type: 'devices-acted' as const, at: 1, by: 'Li', jobId: null };
      must(store.commit({ ...event, items: [gone] }));
    };
    must(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    await paper.printing.settle();
    expect(printer.paper).toEqual(sns(120).filter((sn) => sn !== 'SN-00060'));
    expect(batchLedger(store.db, batchId)).toMatchObject({ printed: 119, voided: 1 });
  });

  test('wait while their printer is stopped, also over a restart', async () => {
    const { printer, paper } = await desk(2);
    must(paper.printJobs.hold('zebra', { code: 'printer-held', message: '', params: {} }));
    must(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    await paper.printing.settle();
    expect(printer.paper).toEqual([]);
    must(paper.printJobs.hold('zebra', null));
    await paper.printing.settle();
    expect(printer.paper).toEqual(sns(2));
  });

  test('of ten thousand labels are a matter of seconds, and hold the loop for no second', async () => {
    const { store, printer, paper, job } = await desk(10_000);
    let last = performance.now();
    let longest = 0;
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const from = performance.now();
    const { id } = must(await paper.printJobs.add({ ...wish, batchTag: 'B1' }, 'Li'));
    await paper.printing.settle();
    clearInterval(beat);
    const took = performance.now() - from;
    console.log(`10,000 labels: ${Math.round(took)} ms, loop held ${Math.round(longest)} ms`);
    expect(job(id)).toMatchObject({ state: 'confirmed', balance: { printed: 10_000 } });
    expect(printer.paper).toEqual(sns(10_000));
    expect(took).toBeLessThan(60_000);
    expect(longest).toBeLessThan(1_000);
    const entries = store.db.prepare('SELECT count(*) AS n FROM label_entry').get() as {
      n: number;
    };
    expect(entries.n).toBeLessThan(1_000);
  });
});

describe('labels of green reads', () => {
  test('are printed one by one as they come; one that cannot be made keeps no other from its own', async () => {
    const { store, printer, paper } = await desk(2, { label: true, automatic: 'zebra' });
    paper.printing.nudge();
    await paper.printing.settle();
    must(store.commit(unit('BAD-1', true)));
    must(store.commit(unit('SN-00003', true)));
    paper.printing.nudge();
    await paper.printing.settle();
    expect(printer.paper).toEqual(sns(3));
    const states = store.db.prepare('SELECT label_state FROM device ORDER BY id').pluck().all();
    expect(states).toEqual(['printed', 'printed', 'failed', 'printed']);
    expect(batchLedger(store.db, batchId)).toMatchObject({ printed: 3, failed: 1 });
    expect(labelRows(rebuiltFrom(journalOf(store.folder))).devices).toEqual(
      labelRows(store.db).devices,
    );
  });
});

test('what was under way when the power went is asked about, never sent again', async () => {
  const folder = temporaryFolder();
  const store = must(await openStoreIn(folder));
  must(store.commit(batchStarted()));
  register(store, 5);
  const { rows } = { rows: [[1, 5]] as [number, number][] };
  const about = { at: 1, by: 'Li' };
  must(
    store.commit({
      type: 'print-job-added',
      ...about,
      id: 'J',
      kind: 'asked',
      printer: 'zebra',
      template: 'roll-50x30',
      version: 1,
      groupId: 'INV5K1',
      batchId,
      name: 'J',
      copies: 1,
      collated: true,
      skip: 0,
      rows,
      reason: '',
    }),
  );
  must(store.commit({ type: 'labels-reserved', ...about, jobId: 'J', rows }));
  const move = { first: 1, last: 3, from: 'reserved' as const, to: 'sent' as const };
  must(
    store.commit({
      type: 'labels-moved',
      ...about,
      jobId: 'J',
      moves: [move],
      reason: '',
      source: 'queue',
      job: { state: 'sent', problem: null },
    }),
  );
  const printer = createScriptedPrinter();
  const paper = openDesk(store, printer);
  paper.printing.nudge();
  await paper.printing.settle();
  expect(printer.paper).toEqual([]);
  expect(findPrintJob(store.db, 'J')).toMatchObject({
    state: 'printed?',
    problem: { code: 'print-interrupted' },
  });
  must(paper.printJobs.resume('J', 2, 'Li'));
  await until('the rest', () => printer.paper.length === 3);
  expect(printer.paper).toEqual(sns(5).slice(2));
  await paper.printing.stop();
  store.close();
});
