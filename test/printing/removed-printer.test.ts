import { expect, onTestFinished, test } from 'vitest';
import { findPrintJob } from '../../main/store/print-jobs.ts';
import type { PrinterSettings } from '../../shared/models/printer.ts';
import type { PrintJob } from '../../shared/models/printing.ts';
import { fail } from '../../shared/problems.ts';
import { fakePrinter } from '../support/fake-printer.ts';
import { createScriptedPrinter } from '../support/scripted-printer.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';
import { batchStarted, deskWith, wish as plainWish, register } from './desk.ts';

/** A job outlives its printer: it says why it waits, and its labels come from another one, each once. */

const engineer = { role: 'engineer' as const };
const sns = ['SN-0001', 'SN-0002', 'SN-0003'];

async function station(template = 'roll-50x30') {
  const app = await openStation({ live: true });
  const call = async <T>(name: string, input: object) =>
    must(await app.call(name, input, engineer)) as T;
  const refused = async (name: string, input: object) =>
    mustFail(await app.call(name, input, engineer)).code;
  const printer = async (name: string, faults = {}) => {
    const tray = await fakePrinter(faults);
    const way = { kind: 'tcp', host: tray.host, port: tray.port };
    const wish = { name, way, language: 'zpl', dpi: 203 };
    return { tray, id: (await call<PrinterSettings>('printers.save', wish)).id };
  };
  await call('batches.start', { groupId: 'INV5K1', tag: 'WO-1', template: null });
  for (const text of sns) {
    await call('station.read', { text, source: { kind: 'typed', name: '' } });
  }
  const jobs = async () =>
    (await call<{ items: PrintJob[] }>('printing.jobs', { limit: 10 })).items;
  const print = (to: string, more = {}) => {
    const wish = { groupId: 'INV5K1', deviceSns: sns, template, printer: to, ...more };
    return call<PrintJob>('printing.print', wish);
  };
  return { app, call, refused, printer, jobs, print };
}

test('it says that its printer is gone; moved, its labels come out of the other one', async () => {
  const { call, refused, printer, jobs, print } = await station();
  const [old, other] = [await printer('Line 3', { paperOut: true }), await printer('Line 4')];
  const { id } = await print(old.id, { copies: 2 });
  await call('printing.pause', { job: id });
  await call('printers.remove', { id: old.id });
  await call('printing.resume', { job: id });
  expect(await jobs()).toMatchObject([
    { id, state: 'queued', problem: { code: 'print-job-printer-gone' }, balance: { reserved: 6 } },
  ]);
  expect(await refused('printing.move', { job: id, printer: old.id })).toBe('printer-unknown');
  expect(await refused('printing.move', { job: 'none', printer: other.id })).toBe(
    'print-job-unknown',
  );

  const moved = await call<PrintJob>('printing.move', { job: id, printer: other.id });
  expect(moved).toMatchObject({ printer: other.id, labels: 6, problem: null });
  await until('all labels', () => other.tray.out.length === 6);
  const order = other.tray.out.map((label) => /SN-\d{4}/.exec(label)?.[0]);
  expect(order).toEqual([...sns, ...sns]);
  expect(old.tray.out).toEqual([]);
  await until('both jobs to be over', async () => {
    const [now, before] = await jobs();
    return now?.state === 'confirmed' && before?.state === 'voided';
  });
  const [now, before] = await jobs();
  expect(now).toMatchObject({ balance: { printed: 6 }, problem: null });
  expect(before).toMatchObject({ balance: { reserved: 0, voided: 6 }, problem: null });
  expect(await refused('printing.move', { job: id, printer: other.id })).toBe('print-job-over');
});

test('labels that are being made when their printer is removed wait as well', async () => {
  const { store } = (await openStation()).parts;
  must(store.commit(batchStarted()));
  register(store, 3);
  let gone = false;
  const printer = createScriptedPrinter();
  const paper = deskWith(store, {
    drivers: {
      get: (id) => (id === 'zebra' && !gone ? printer : null),
      ids: () => (gone ? [] : ['zebra']),
      automatic: () => 'folder',
      settings: () => null,
      close: async () => {},
    },
    async make(_, job) {
      gone = true;
      return fail('printer-unknown', { printer: job.printer });
    },
  });
  onTestFinished(() => paper.printing.stop());
  const { id } = must(await paper.printJobs.add(plainWish, 'Li'));
  await paper.printing.settle();
  expect(gone).toBe(true);
  expect(findPrintJob(store.db, id)).toMatchObject({ state: 'queued', balance: { reserved: 3 } });
});

test('it is cancelled with a reason as well', async () => {
  const { call, printer, jobs, print } = await station();
  const old = await printer('Line 3', { paperOut: true });
  const { id } = await print(old.id);
  await call('printing.pause', { job: id });
  await call('printers.remove', { id: old.id });
  await call('printing.cancel', { job: id, reason: 'the line is gone' });
  expect(await jobs()).toMatchObject([{ id, state: 'voided', problem: null }]);
});

test('labels of a sheet do not go to a label printer', async () => {
  const { call, refused, printer, print } = await station('l7651');
  const label = await printer('Line 4');
  await call('printing.hold', { printer: 'folder', on: true, reason: 'looked at first' });
  const { id } = await print('folder');
  expect(await refused('printing.move', { job: id, printer: label.id })).toBe('printer-no-sheets');
});
