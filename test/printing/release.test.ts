import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRawDriver } from '../../main/printing/drivers/raw.ts';
import { createMakeLabels } from '../../main/printing/make-labels.ts';
import type { MakeLabels } from '../../main/printing/spool.ts';
import type { LabelDesign, LabelElement } from '../../shared/models/label-design.ts';
import { folderPrinter, type PrinterSettings } from '../../shared/models/printer.ts';
import { type PrinterState, type PrintJob } from '../../shared/models/printing.ts';
import { type FakePrinter, fakePrinter } from '../support/fake-printer.ts';
import { sampleDesign } from '../support/sample-design.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';
import { batchStarted, deskWith, register, wish } from './desk.ts';

/** What leaves for a printer says what the records say, or nothing leaves. */

const engineer = { role: 'engineer' as const };
const sns = ['SN-0001', 'SN-0002', 'SN-0003'];

const settingsFor = (
  { host, port }: Pick<FakePrinter, 'host' | 'port'>,
  dpi: 203 | 300 = 203,
): PrinterSettings => ({
  ...folderPrinter,
  id: 'zebra',
  name: 'Zebra',
  way: { kind: 'tcp', host, port },
  language: 'zpl',
  dpi,
});

/** A real store, queue, proof and network printer, with labels made by `make`. */
async function deskThat(make: (honest: MakeLabels) => MakeLabels) {
  const app = await openStation();
  const { store } = app.parts;
  const { folder } = store;
  must(store.commit(batchStarted()));
  register(store, 3);
  const tray = await fakePrinter();
  const settings = settingsFor(tray);
  const driver = createRawDriver('zpl', settings.way as { host: string; port: number });
  const settingsOf = (id: string) => (id === 'zebra' ? settings : null);
  const paper = deskWith(store, {
    drivers: {
      get: (id) => (id === 'zebra' ? driver : null),
      ids: () => ['zebra'],
      automatic: () => 'folder',
      settings: settingsOf,
      close: () => driver.close(),
    },
    make: make(createMakeLabels(store.db, settingsOf)),
  });
  const job = must(await paper.printJobs.add(wish, 'Li')) as PrintJob;
  await paper.printing.settle();
  const row = store.db.prepare('SELECT state, problem FROM print_job WHERE id = ?').get(job.id) as {
    state: string;
    problem: string | null;
  };
  await paper.printing.stop();
  await paper.printer.close();
  return {
    folder,
    tray,
    paper,
    state: row.state,
    problem: JSON.parse(row.problem ?? 'null'),
  };
}

test('labels that say what their records say leave', async () => {
  const { tray, state } = await deskThat((honest) => honest);
  expect(state).toBe('confirmed');
  expect(tray.out).toHaveLength(3);
});

test.for<[string, (pieces: Uint8Array[]) => Uint8Array[]]>([
  [
    'two labels in each other’s place',
    ([one, two, ...more]) => [two, one, ...more] as Uint8Array[],
  ],
  ['a label too few', (pieces) => pieces.slice(0, -1)],
  [
    'an SN beside the code that is another one',
    (pieces) =>
      pieces.map((piece) =>
        Buffer.from(Buffer.from(piece).toString('utf8').replaceAll('SN-00002', 'SN-00020')),
      ),
  ],
])('%s: nothing leaves, and the job says which label and why', async ([, spoil]) => {
  const { tray, state, problem, folder, paper } = await deskThat((honest) => async (...asked) => {
    const made = await honest(...asked);
    return made.ok ? { ok: true, value: spoil(made.value) } : made;
  });
  expect(tray.out).toEqual([]);
  expect(tray.held).toEqual([]);
  expect(state).toBe('failed');
  expect(problem.code).toMatch(/^label-proof-/);
  if (problem.code !== 'label-proof-failed') return;
  expect(problem.params).toMatchObject({ picture: expect.stringMatching(/^failed-.*\.png$/) });
  const picture = must(paper.pictures.read(problem.params.picture));
  expect(Buffer.from(picture).subarray(1, 4).toString()).toBe('PNG');
  expect(readdirSync(join(folder, 'failed-labels'))).toEqual([problem.params.picture]);
  expect(readdirSync(join(folder, 'spool'))).toEqual([]);
});

async function station(dpi: 203 | 300, elements: LabelElement[], masterData = {}) {
  const app = await openStation();
  const tray = await fakePrinter();
  const printer = must(
    await app.call('printers.save', { ...settingsFor(tray, dpi), id: undefined }, engineer),
  ) as PrinterSettings;
  const design: LabelDesign = { ...sampleDesign, elements };
  must(await app.call('templates.save', { design, note: '' }, engineer));
  const start = { groupId: 'INV5K1', tag: 'WO-1', template: 'l7651', masterData };
  must(await app.call('batches.start', start, engineer));
  for (const text of sns) {
    must(await app.call('station.read', { text, source: { kind: 'typed', name: '' } }, engineer));
  }
  const print = (more: object) =>
    app.call('printing.print', { groupId: 'INV5K1', deviceSns: sns, ...more }, engineer);
  const ended = async (more: object) => {
    const { id } = must(await print(more)) as PrintJob;
    return until('the job to end', async () => {
      const { items } = must(await app.call('printing.jobs', { limit: 10 }, engineer)) as {
        items: PrintJob[];
        printers: PrinterState[];
      };
      return items.find((job) => job.id === id && ['confirmed', 'failed'].includes(job.state));
    });
  };
  return { app, tray, ended, printer: printer.id };
}

const qr = (side: number): LabelElement => ({
  id: 'code',
  kind: 'qr',
  ...{ x: 2, y: 2, width: side, height: side },
  payload: { kind: 'json', fields: ['deviceSn', 'batchTag', 'groupName'] },
  level: 'M',
});

test('a code that is too fine for its printer is refused with what would help; a finer head prints it', async () => {
  const coarse = await station(203, [qr(17)]);
  const refused = await coarse.ended({ template: sampleDesign.id, printer: coarse.printer });
  expect(refused).toMatchObject({
    state: 'failed',
    problem: { code: 'label-code-unreadable', params: { explain: expect.stringMatching(/./) } },
  });
  expect(coarse.tray.out).toEqual([]);
  const fine = await station(300, [qr(17)]);
  const printed = await fine.ended({ template: sampleDesign.id, printer: fine.printer });
  expect(printed).toMatchObject({ state: 'confirmed', problem: null });
  expect(fine.tray.out).toHaveLength(3);
});

test('what looks like a secret in a record has no way onto paper', async () => {
  const text: LabelElement = {
    id: 'note',
    kind: 'text',
    ...{ x: 2, y: 2, width: 46, height: 20 },
    text: '{description}',
    fontSize: 2,
    align: 'left',
    overflow: 'wrap',
  };
  const { app, tray, ended, printer } = await station(203, [text]);
  const key = `-----BEGIN PRIVATE KEY----- MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg`;
  app.parts.store.db.prepare('UPDATE device SET description = ? WHERE id = 2').run(key);
  for (const to of [printer, 'folder']) {
    expect(await ended({ template: sampleDesign.id, printer: to })).toMatchObject({
      state: 'failed',
      problem: { code: 'label-secret' },
    });
  }
  const direct = { groupId: 'INV5K1', deviceSns: sns, template: sampleDesign.id };
  expect(mustFail(await app.call('labels.print', direct, engineer)).code).toBe('label-secret');
  expect(tray.out).toEqual([]);
});

test('the picture of a label is asked for by its name, and nothing else is', async () => {
  const app = await openStation();
  for (const name of ['../station.db', 'failed-none.png', '']) {
    const refused = mustFail(await app.call('printing.picture', { name }, engineer));
    expect(refused.code).toBe('label-picture-missing');
  }
  const png = new Uint8Array([137, 80, 78, 71]);
  const names = Array.from({ length: 22 }, () => app.parts.pictures.keep(png) as string);
  const read = must(await app.call('printing.picture', { name: names.at(-1) }, engineer)) as {
    base64: string;
  };
  expect([...Buffer.from(read.base64, 'base64')]).toEqual([...png]);
  expect(mustFail(await app.call('printing.picture', { name: names[0] }, engineer)).code).toBe(
    'label-picture-missing',
  );
  expect(
    readFileSync(join(app.parts.store.folder, 'failed-labels', names[21] as string)),
  ).toHaveLength(4);
});
