import { expect, test } from 'vitest';
import type { StationEvent } from '../../main/store/events.ts';
import { Station } from '../support/cli.ts';
import { must, openStoreIn } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { batchId, batchStarted, register } from './desk.ts';

/** What scripts see of printing: the queue and the balance of a batch, with a status that says whether a person is needed. */

const base = { at: 1, by: 'Li' };
const job = (id: string, rows: [number, number][]): StationEvent[] => [
  {
    type: 'print-job-added',
    ...base,
    id,
    kind: 'asked',
    printer: 'zebra',
    template: 'roll-50x30',
    version: 1,
    groupId: 'INV5K1',
    batchId,
    name: id,
    copies: 1,
    collated: true,
    skip: 0,
    rows,
    reason: '',
  },
  { type: 'labels-reserved', ...base, jobId: id, rows },
  {
    type: 'labels-moved',
    ...base,
    jobId: id,
    moves: [],
    reason: '',
    source: '',
    job: { state: 'queued', problem: null },
  },
];
const moved = (
  jobId: string,
  [from, to]: ['reserved', 'sent'] | ['sent', 'printed'] | ['reserved', 'voided'],
  state: 'printed?' | 'confirmed' | 'voided',
): StationEvent => ({
  type: 'labels-moved',
  ...base,
  jobId,
  moves: [{ first: 1, last: 2, from, to }],
  reason: '',
  source: '',
  job: { state, problem: null },
});

async function write(folder: string, events: readonly StationEvent[]): Promise<void> {
  const store = must(await openStoreIn(folder));
  for (const event of events) must(store.commit(event));
  store.close();
}

test('print-jobs and ledger say what waits for a person, and that nothing does; looking prints nothing', async () => {
  const folder = temporaryFolder();
  const station = new Station(folder);
  const store = must(await openStoreIn(folder));
  must(store.commit(batchStarted()));
  register(store, 4);
  store.close();
  await write(folder, [
    ...job('J1', [[1, 2]]),
    moved('J1', ['reserved', 'sent'], 'printed?'),
    ...job('J2', [[3, 4]]),
  ]);

  const asking = await station.run(['print-jobs']);
  expect(asking.json).toMatchObject([
    { id: 'J2', state: 'queued', balance: { reserved: 2, sent: 0 } },
    { id: 'J1', state: 'printed?', question: { first: 1, last: 2 } },
  ]);
  expect(asking.code).toBe(1);
  const ledger = ['ledger', '--group', 'INV5K1', '--batch', 'B1'];
  const open = await station.run(ledger);
  expect(open.json).toMatchObject([{ sent: 2, reserved: 2, problem: { code: 'ledger-unknown' } }]);
  expect(open.code).toBe(1);

  await write(folder, [
    moved('J1', ['sent', 'printed'], 'confirmed'),
    moved('J2', ['reserved', 'voided'], 'voided'),
    { type: 'labels-counted', ...base, batchId, inHand: 2 },
  ]);
  const balanced = await station.run(ledger);
  expect(balanced.json).toMatchObject([{ printed: 2, reserved: 0, problem: null }]);
  expect(balanced.code).toBe(0);
  expect((await station.run(['print-jobs'])).code).toBe(0);
});
