import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { expect, test } from 'vitest';
import { ledgerFaults } from '../../main/store/ledger.ts';
import { findPrintJob } from '../../main/store/print-jobs.ts';
import { createScriptedPrinter } from '../support/scripted-printer.ts';
import { must, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';
import { batchId, batchStarted, openDesk, register, sns } from './desk.ts';
import { journalOf, labelRows, rebuiltFrom } from './rebuilt.ts';

/** Power that goes at any moment: no label twice, none forgotten, and the ledger says what is on the paper. */

const child = fileURLToPath(new URL('./print-child.ts', import.meta.url));
const many = 400;

test('a station killed again and again prints each label once, asking each time what came out', async () => {
  const folder = temporaryFolder();
  const paperFile = join(temporaryFolder(), 'paper');
  const onPaper = () =>
    existsSync(paperFile) ? readFileSync(paperFile, 'utf8').split('\n').slice(0, -1) : [];
  const first = must(await openStoreIn(folder));
  must(first.commit(batchStarted()));
  register(first, many);
  must(
    first.commit({
      type: 'print-job-added',
      at: 1,
      by: 'Li',
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
      rows: [[1, many]],
      reason: '',
    }),
  );
  first.close();

  // Killed at these numbers of labels on the paper, and once before any.
  for (const at of [0, 1, 49, 50, 133, 250, 399, many]) {
    const running = spawn(process.execPath, [child, folder, paperFile], { stdio: 'pipe' });
    let said = '';
    running.stdout.on('data', (text) => (said += String(text)));
    running.stderr.on('data', (text) => (said += String(text)));
    const over = new Promise((resolve) => running.once('exit', resolve));
    const ended = () => running.exitCode !== null || running.signalCode !== null;
    await until(`label ${at}\n${said}`, () => ended() || onPaper().length >= at, {
      within: 60_000,
      every: 1,
    });
    running.kill('SIGKILL');
    await over;
    const store = must(await openStoreIn(folder));
    // Opening the queue finds what was under way; this printer is asked for nothing.
    const desk = openDesk(store, createScriptedPrinter());
    const job = findPrintJob(store.db, 'J');
    if (job?.state === 'printed?') {
      const lastOut = Math.max(onPaper().length, (job.question?.first ?? 1) - 1);
      must(desk.printJobs.hold('zebra', { code: 'printer-held', message: '', params: {} }));
      must(desk.printJobs.resume('J', lastOut, 'Li'));
      must(desk.printJobs.hold('zebra', null));
    }
    expect(ledgerFaults(store.db)).toEqual([]);
    await desk.printing.stop();
    expect(labelRows(rebuiltFrom(journalOf(folder))).labels).toEqual(labelRows(store.db).labels);
    store.close();
  }

  const last = spawn(process.execPath, [child, folder, paperFile], { stdio: 'inherit' });
  await new Promise((resolve) => last.once('exit', resolve));
  expect(onPaper()).toEqual(sns(many));
  const store = must(await openStoreIn(folder));
  expect(findPrintJob(store.db, 'J')).toMatchObject({
    state: 'confirmed',
    balance: { printed: many, sent: 0, reserved: 0 },
  });
  store.close();
}, 180_000);
