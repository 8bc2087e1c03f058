import { mostInAction } from '../../../shared/models/action.ts';
import { type Device, type DeviceName, nameKey } from '../../../shared/models/device.ts';
import type { DeviceFilter } from '../../../shared/models/device-filter.ts';
import { type Described, mostLeftOut } from '../../../shared/models/selection.ts';
import { namesOf } from '../acting/names-of.ts';

/** Which devices a person has chosen to act on: by name, so that it outlives pages and refreshes. */
export interface Selection {
  chosen: ReadonlyMap<string, Device>;
  /** Where a range begins: the name of the device that was chosen by itself last. */
  anchor: string | null;
  /** All that match, instead of those named; null: only those. */
  all: AllMatching | null;
}

/** Described and not named: a million are as quickly chosen as ten. */
export interface AllMatching {
  ask: DeviceFilter;
  /** How many match, those that are left out among them; more than that where it is not `exact`. */
  total: number;
  exact: boolean;
  except: ReadonlyMap<string, DeviceName>;
}

export const nothingChosen: Selection = { chosen: new Map(), anchor: null, all: null };

export const chooseAll = (all: Omit<AllMatching, 'except'>): Selection => ({
  ...nothingChosen,
  all: { ...all, except: new Map() },
});

/** What is chosen where the list is asked for `ask`: all of another question is nothing of this one. */
export const chosenFor = (selection: Selection, ask: DeviceFilter): Selection =>
  selection.all && JSON.stringify(selection.all.ask) !== JSON.stringify(ask)
    ? nothingChosen
    : selection;

export const isChosen = ({ chosen, all }: Selection, device: DeviceName): boolean =>
  all ? !all.except.has(nameKey(device)) : chosen.has(nameKey(device));

export const countOf = ({ chosen, all }: Selection): number =>
  all ? Math.max(0, all.total - all.except.size) : chosen.size;

/** As the station is asked; null where devices are named. */
export const describedBy = ({ all }: Selection): Described | null =>
  all && {
    filter: all.ask,
    except: namesOf([...all.except.values()]),
  };

export const isFull = ({ chosen }: Selection): boolean => chosen.size >= mostInAction;

/** Adds as many as one action takes, in their order; the rest is not chosen. */
export function choose(selection: Selection, devices: readonly Device[]): Selection {
  if (selection.all) {
    const except = new Map(selection.all.except);
    for (const device of devices) except.delete(nameKey(device));
    return { ...selection, all: { ...selection.all, except } };
  }
  const chosen = new Map(selection.chosen);
  for (const device of devices) {
    if (chosen.size >= mostInAction && !chosen.has(nameKey(device))) continue;
    chosen.set(nameKey(device), device);
  }
  return { ...selection, chosen };
}

export function toggle(selection: Selection, device: Device): Selection {
  const key = nameKey(device);
  if (!isChosen(selection, device)) return { ...choose(selection, [device]), anchor: key };
  if (selection.all) {
    const { except } = selection.all;
    if (except.size >= mostLeftOut) return selection;
    const all = { ...selection.all, except: new Map(except).set(key, device) };
    return { ...selection, anchor: key, all };
  }
  const chosen = new Map(selection.chosen);
  chosen.delete(key);
  return { ...selection, chosen, anchor: key };
}

/**
 * From the anchor to this row, both ends included, as the list stands now. Without an anchor in the
 * list it is as if the row alone were chosen.
 */
export function chooseRange(selection: Selection, items: readonly Device[], to: number): Selection {
  const device = items[to];
  if (!device) return selection;
  const from = items.findIndex((one) => nameKey(one) === selection.anchor);
  if (from < 0) return { ...choose(selection, [device]), anchor: nameKey(device) };
  return choose(selection, items.slice(Math.min(from, to), Math.max(from, to) + 1));
}

/** The chosen devices as they are now: a fresh page knows better than what was kept. */
export function refreshed(selection: Selection, items: readonly Device[]): Selection {
  const newer = items.filter((device) => {
    const kept = selection.chosen.get(nameKey(device));
    return kept !== undefined && kept !== device;
  });
  return newer.length === 0 ? selection : choose(selection, newer);
}
