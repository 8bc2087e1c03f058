import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choose,
  chooseAll,
  chooseRange,
  chosenFor,
  countOf,
  describedBy,
  isChosen,
  isFull,
  nothingChosen,
  refreshed,
  toggle,
} from '../../renderer/devices/list/selection.ts';
import { mostInAction } from '../../shared/models/action.ts';
import { nameKey } from '../../shared/models/device.ts';
import { mostLeftOut } from '../../shared/models/selection.ts';
import { sampleDevices } from '../support/pretend-scenes.ts';

const all = sampleDevices(200);
const names = (selection: typeof nothingChosen) => [...selection.chosen.keys()];

describe('choosing devices', () => {
  it('takes one and gives it back', () => {
    const one = toggle(nothingChosen, all[3]!);
    expect(names(one)).toEqual([nameKey(all[3]!)]);
    expect(names(toggle(one, all[3]!))).toEqual([]);
  });

  it('takes a range from the last one chosen by itself, upwards and downwards', () => {
    const begun = toggle(nothingChosen, all[10]!);
    expect(chooseRange(begun, all, 13).chosen.size).toBe(4);
    expect(chooseRange(begun, all, 7).chosen.size).toBe(4);
    // The anchor stays where it is: a second range begins there too.
    expect(chooseRange(chooseRange(begun, all, 13), all, 7).chosen.size).toBe(7);
  });

  it('begins a range at the row itself when its start is not in the list any more', () => {
    const begun = toggle(nothingChosen, all[10]!);
    const range = chooseRange(begun, all.slice(20), 5);
    expect(names(range)).toEqual([nameKey(all[10]!), nameKey(all[25]!)]);
  });

  it('counts a device once however it was chosen', () => {
    const rows = fc.array(fc.integer({ min: 0, max: 199 }), { maxLength: 30 });
    fc.assert(
      fc.property(rows, (picked) => {
        const selection = picked.reduce((now, row) => choose(now, [all[row]!]), nothingChosen);
        expect(selection.chosen.size).toBe(new Set(picked).size);
      }),
    );
  });

  it('takes all that match without naming one, and leaves out those that are given back', () => {
    const ask = { batchTag: 'WO-1' };
    const begun = chooseAll({ ask, total: 1_000_000, exact: true });
    expect([countOf(begun), isChosen(begun, all[5]!)]).toEqual([1_000_000, true]);
    const without = toggle(toggle(begun, all[5]!), all[9]!);
    expect(describedBy(without)).toEqual({
      filter: ask,
      except: [all[5]!, all[9]!].map(({ groupId, deviceSn }) => ({ groupId, deviceSn })),
    });
    expect([countOf(without), isChosen(without, all[5]!)]).toEqual([999_998, false]);
    const back = chooseRange(without, all, 4);
    expect([countOf(back), isChosen(back, all[5]!)]).toEqual([1_000_000, true]);
    expect(chosenFor(without, { ...ask })).toBe(without);
    expect(chosenFor(without, { search: 'x' })).toBe(nothingChosen);
    const most = sampleDevices(mostLeftOut + 1).reduce(toggle, begun);
    expect(countOf(most)).toBe(1_000_000 - mostLeftOut);
  });

  it('stops at what one action takes, and says that it is full', () => {
    const many = sampleDevices(mostInAction + 40);
    const full = choose(nothingChosen, many);
    expect(full.chosen.size).toBe(mostInAction);
    expect(isFull(full)).toBe(true);
    expect(chooseRange(full, many, mostInAction + 10).chosen.size).toBe(mostInAction);
  });

  it('knows each chosen device as the newest page has it', () => {
    const begun = choose(nothingChosen, all.slice(0, 3));
    const newer = all.map((device) => ({ ...device, status: 'parked' as const }));
    const after = refreshed(begun, newer);
    expect([...after.chosen.values()].map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'parked'),
    );
    expect(refreshed(begun, all.slice(3))).toBe(begun);
  });
});
