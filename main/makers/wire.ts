import type { SettingsKeeper } from '../settings.ts';
import type { Station } from '../station.ts';
import type { Store } from '../store/store.ts';
import type { Sync } from '../sync/sync.ts';
import type { Timers } from '../timers.ts';
import type { Log } from '../world.ts';
import { giveUpIfCopied } from './copied.ts';
import { createLeases } from './leases.ts';
import { createMakers } from './makers.ts';
import { createRanges } from './ranges.ts';

/** The parts of making, put together. */
export function wireMakers(needs: {
  store: Store;
  station: Station;
  sync: Sync;
  settings: SettingsKeeper;
  log: Log;
  now(): number;
  timers: Timers;
  newId(): string;
  onChange(): void;
}) {
  const { store, station, sync, settings, now, newId, onChange } = needs;
  const checked = giveUpIfCopied(store, now());
  if (checked.ok && checked.value.copied) needs.log.warn('the folder is a copy: ranges given up');
  if (!checked.ok)
    needs.log.warn('the ranges could not be looked at', { code: checked.problem.code });
  const given = () => settings.get().cloud?.kind === 'lineside';
  const leases = createLeases({
    store,
    cloud: sync.cloud,
    given,
    paused: () => sync.state().paused,
    now,
    timers: needs.timers,
    newId,
    onChange,
  });
  const ranges = createRanges({ store, given, now, newId, onChange });
  const makers = createMakers({ store, station, leases, now, onChange });
  return { leases, ranges, makers };
}
