import { expect, test } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import { must, openStation } from '../support/station.ts';

/** The status bar knows of a roll that ends before its batch does. */

const lead = { role: 'line-lead' as const };

async function line(batch: object) {
  const app = await openStation();
  const call = async <T>(name: string, input: object) =>
    must(await app.call(name, input, lead)) as T;
  const paper = { kind: 'sheet', name: 'L7651', width: 38.1, height: 21.2, labels: 65 };
  for (const id of ['P-1', 'P-2']) await call('printing.saveMedia', { ...paper, id });
  await call('batches.start', { groupId: 'INV5K1', tag: 'WO-1', template: 'l7651', ...batch });
  const load = (id: string, left: number) =>
    call('printing.loadMedia', { id, printer: 'folder', left });
  const read = (text: string) =>
    call('station.read', { text, source: { kind: 'typed', name: '' } });
  const print = async () => {
    app.parts.printing.nudge();
    await app.parts.printing.settle();
  };
  const light = async () => {
    const { lights } = await call<State>('state.get', {});
    return [lights.printer.level, lights.printer.problem?.code, lights.printer.problem?.params];
  };
  return { load, read, print, light };
}

const calm = ['ok', undefined, undefined];
const short = (media: string, left: number, needed: number) => [
  'warn',
  'media-short',
  { media, left, needed },
];

test('it warns while the roll in the printer has fewer labels than the batch still takes', async () => {
  const { load, read, print, light } = await line({ target: 4 });
  expect(await light()).toEqual(calm);
  await load('P-1', 3);
  expect(await light()).toEqual(short('P-1', 3, 4));
  // A unit that is green and has no label yet takes one as well.
  await read('SN-0001');
  expect(await light()).toEqual(short('P-1', 3, 4));
  await print();
  expect(await light()).toEqual(short('P-1', 2, 3));
  await load('P-2', 3);
  expect(await light()).toEqual(calm);
  for (const sn of ['SN-0002', 'SN-0003', 'SN-0004']) await read(sn);
  await print();
  expect(await light()).toEqual(calm);
});

test.each([
  ['nobody said how many units it has', {}],
  ['no labels are printed for it', { target: 4, template: null }],
])('it says nothing of a batch where %s', async (_, batch) => {
  const { load, light } = await line(batch);
  await load('P-1', 1);
  expect(await light()).toEqual(calm);
});
