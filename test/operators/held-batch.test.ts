import { expect, test } from 'vitest';
import { plainLine } from '../../shared/models/line.ts';
import { Desk, said } from '../commands/station-of.ts';
import { addPeople, logOn } from './support.ts';

test('neither FINISH nor a card lets a technician leave a held batch', async () => {
  const desk = await Desk.open();
  await addPeople(desk.app);
  await logOn(desk.app, 'technician');
  const line = { ...plainLine, firstArticle: true };
  expect(said(desk.card({ tag: 'WO-1', target: 1, line }))).toBe('noted noted-batch-started');
  expect(said(desk.scan('X-1'))).toBe('accepted');
  expect(said(desk.command('FINISH'))).toBe('refused batch-held');
  expect(said(desk.command('FINISH'))).toBe('refused batch-held');
  desk.command('PAUSE');
  expect(said(desk.card({ tag: 'WO-2' }))).toBe('refused batch-held');
  expect(desk.batch?.tag).toBe('WO-1');
  await logOn(desk.app, 'line-lead');
  expect(said(desk.command('FINISH'))).toBe('noted noted-finished');
  await logOn(desk.app, 'technician');
  expect(said(desk.card({ tag: 'WO-2' }))).toBe('noted noted-batch-started');
  await desk.expectSound();
});
