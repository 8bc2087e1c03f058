import type { DeviceFilter } from '../../../shared/models/device-filter.ts';
import type { ExportChoice } from '../../../shared/models/export.ts';
import { namesOf } from '../acting/names-of.ts';
import type { Selection } from './selection.ts';

/** What a file of devices is to hold: those that are chosen; where none is, all that the list shows. Pure. */
export function choiceOf({ all, chosen }: Selection, ask: DeviceFilter): ExportChoice {
  if (!all && chosen.size > 0) return { devices: namesOf([...chosen.values()]) };
  const { status: state, since: from, until: to, ...rest } = all?.ask ?? ask;
  const except = [...(all?.except.values() ?? [])];
  return {
    ...rest,
    ...(state !== undefined && { state }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(except.length > 0 && { except: namesOf(except) }),
  };
}
