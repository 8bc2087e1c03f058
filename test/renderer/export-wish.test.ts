import { expect, test } from 'vitest';
import { choiceOf } from '../../renderer/devices/list/choice-of.ts';
import { chooseAll, nothingChosen, toggle } from '../../renderer/devices/list/selection.ts';
import { firstWish, orderOf, withTopic } from '../../renderer/export/wish.ts';
import { exportOrderSchema, filterOfChoice } from '../../shared/models/export.ts';
import { sampleDevices } from '../support/pretend-scenes.ts';

/** What is asked of the station when a file is wanted. */

const [first, second] = sampleDevices(2) as [
  ReturnType<typeof sampleDevices>[0],
  ReturnType<typeof sampleDevices>[0],
];
const nameOf = ({ groupId, deviceSn }: typeof first) => ({ groupId, deviceSn });
const ask = { search: 'x', status: 'parked', since: 5, batchTag: 'W' } as const;

test('a file holds those that are chosen, or all that the list shows', () => {
  expect(choiceOf(toggle(nothingChosen, first), ask)).toEqual({ devices: [nameOf(first)] });
  const listed = choiceOf(nothingChosen, ask);
  expect(filterOfChoice(listed)).toMatchObject(ask);
  const all = toggle(chooseAll({ ask, total: 9, exact: true }), second);
  expect(choiceOf(all, {})).toEqual({ ...listed, except: [nameOf(second)] });
});

test('what was brought is of devices only, and every wish is one that the station takes', () => {
  const brought = { choice: { devices: [nameOf(first)] }, count: 1, exact: true };
  const enos = { ...firstWish, format: 'enos' as const, state: 'parked', search: ' 7 ' };
  expect(orderOf(enos, brought, 0).choice).toEqual(brought.choice);
  const batches = withTopic(enos, 'batches');
  expect(orderOf(batches, brought, 0)).toEqual({
    ...{ topic: 'batches', format: 'csv', columns: 'all' },
    choice: { search: '7' },
  });
  for (const wish of [enos, batches, { ...firstWish, period: 'week' as const, onlyImport: true }]) {
    expect(exportOrderSchema.safeParse(orderOf(wish, null, Date.now())).success).toBe(true);
  }
  expect(exportOrderSchema.safeParse({ topic: 'labels', format: 'enos' }).success).toBe(false);
});
