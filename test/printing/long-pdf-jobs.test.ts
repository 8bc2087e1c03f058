import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PrinterDriver } from '../../main/printing/driver.ts';
import { createFolderDriver } from '../../main/printing/drivers/folder.ts';
import { findPrintJob } from '../../main/store/print-jobs.ts';
import type { Store } from '../../main/store/store.ts';
import { folderPrinter } from '../../shared/models/printer.ts';
import type { PrinterState, PrintJob } from '../../shared/models/printing.ts';
import { problem } from '../../shared/problems.ts';
import { must, newId, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';
import { batchStarted, deskWith, register, wish } from './desk.ts';

/** A long PDF job on a real store, worker and disk: its progress, stopped while it is made, and gone on with. */

type Making = NonNullable<PrinterState['making']>;

const many = 900;
const asked = { ...wish, template: 'l7651', printer: 'office', batchTag: 'B1' };

async function storeOf(): Promise<Store> {
  const { store } = (await openStation({ folder: temporaryFolder() })).parts;
  must(store.commit(batchStarted()));
  register(store, many);
  return store;
}

/** Printing with one PDF printer; `seen` is told of each step of what is made. */
function desk(store: Store, driver: PrinterDriver, seen: (making: Making) => void = () => {}) {
  const paper = deskWith(store, {
    onChange: () => {
      const making = paper.printerStates().find(({ id }) => id === 'office')?.making;
      if (making) seen(making);
    },
    drivers: {
      get: (id) => (id === 'office' ? driver : null),
      ids: () => ['office'],
      automatic: () => 'folder',
      settings: (id) => (id === 'office' ? { ...folderPrinter, id } : null),
      close: async () => {},
    },
  });
  onTestFinished(async () => {
    await paper.printing.stop();
    await paper.printer.close();
  });
  return paper;
}

const spoolOf = (store: Store) => readdirSync(join(store.folder, 'spool')).toSorted();
const stateOf = (store: Store, job: PrintJob) => findPrintJob(store.db, job.id)?.state;

test('paused while it is made, it is not printed; resumed, it is; a cancelled one leaves nothing', async () => {
  const store = await storeOf();
  const tray = temporaryFolder();
  let stop: ((making: Making) => void) | null = null;
  const paper = desk(store, createFolderDriver('pdf', tray, newId), (making) => stop?.(making));
  const jobs = paper.printJobs;

  const steps = new Set<string>();
  stop = ({ job, step, of }) => {
    steps.add(`${step} ${of}`);
    stop = null;
    must(jobs.pause(job, 'Li'));
  };
  const job = must(await jobs.add(asked, 'Li')) as PrintJob;
  await paper.printing.settle();
  expect([...steps]).toEqual([`writing ${many}`]);
  expect(stateOf(store, job)).toBe('paused');
  expect(readdirSync(tray)).toEqual([]);

  must(jobs.resume(job.id, null, 'Li'));
  await paper.printing.settle();
  expect(stateOf(store, job)).toBe('confirmed');
  expect(readdirSync(tray)).toHaveLength(1);
  expect(spoolOf(store)).toEqual([]);
  expect(paper.printerStates().map(({ making }) => making)).toEqual([null, null]);

  stop = ({ job: id }) => {
    stop = null;
    must(jobs.cancel(id, 'Li', 'wrong paper'));
  };
  const other = must(await jobs.add({ ...asked, reason: 'again' }, 'Li')) as PrintJob;
  await paper.printing.settle();
  expect(stateOf(store, other)).toBe('voided');
  expect(readdirSync(tray)).toHaveLength(1);
  expect(spoolOf(store)).toEqual([]);
});

test('a printer that takes nothing is offered the same file again, read back once; after a restart too', async () => {
  const store = await storeOf();
  const offers: number[] = [];
  const away: PrinterDriver = {
    ...createFolderDriver('pdf', temporaryFolder()),
    async send() {
      offers.push(0);
      return {
        taken: 0,
        begun: 0,
        problem: problem('printer-refused', { where: 'x', detail: '' }),
      };
    },
  };
  const first = desk(store, away);
  const job = must(await first.printJobs.add(asked, 'Li')) as PrintJob;
  await first.printing.settle();
  expect([offers.length, stateOf(store, job)]).toEqual([1, 'queued']);
  await first.printing.stop();
  expect(spoolOf(store)).toEqual([`${job.id}.pdf`, `${job.id}.pdf.proof`]);
  writeFileSync(join(store.folder, 'spool', 'of-long-ago.zpl'), '');

  const tray = temporaryFolder();
  const steps: string[] = [];
  const next = desk(store, createFolderDriver('pdf', tray), ({ step }) => steps.push(step));
  next.printing.nudge();
  await until('its paper', () => stateOf(store, job) === 'confirmed');
  await next.printing.settle();
  expect(new Set(steps)).toEqual(new Set(['writing']));
  expect(readdirSync(tray)).toHaveLength(1);
  expect(spoolOf(store)).toEqual([]);
});
