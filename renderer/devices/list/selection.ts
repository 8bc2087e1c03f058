import { mostInAction } from '../../../shared/models/action.ts';
import type { Device, DeviceName } from '../../../shared/models/device.ts';

/** Which devices a person has chosen to act on: by name, so that it outlives pages and refreshes. */
export interface Selection {
  chosen: ReadonlyMap<string, Device>;
  /** Where a range begins: the name of the device that was chosen by itself last. */
  anchor: string | null;
}

export const nothingChosen: Selection = { chosen: new Map(), anchor: null };

export const nameKey = ({ groupId, deviceSn }: DeviceName): string => `${groupId}\n${deviceSn}`;

export const isFull = ({ chosen }: Selection): boolean => chosen.size >= mostInAction;

/** Adds as many as one action takes, in their order; the rest is not chosen. */
export function choose(selection: Selection, devices: readonly Device[]): Selection {
  const chosen = new Map(selection.chosen);
  for (const device of devices) {
    if (chosen.size >= mostInAction && !chosen.has(nameKey(device))) continue;
    chosen.set(nameKey(device), device);
  }
  return { ...selection, chosen };
}

export function toggle(selection: Selection, device: Device): Selection {
  const key = nameKey(device);
  if (!selection.chosen.has(key)) return { ...choose(selection, [device]), anchor: key };
  const chosen = new Map(selection.chosen);
  chosen.delete(key);
  return { chosen, anchor: key };
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
