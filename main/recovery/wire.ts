import type { SettingsKeeper } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { type Backups, createBackups } from './backups.ts';

/** The backups of a station as its settings want them. */
export function wireBackups(needs: {
  store: Store;
  world: World;
  settings: SettingsKeeper;
  onChange(): void;
}): Backups {
  const { store, world, settings, onChange } = needs;
  return createBackups({
    store,
    version: world.version,
    log: world.log,
    now: () => world.clock.now(),
    everyHours: () => settings.get().backup.everyHours,
    second: () => settings.get().backup.second,
    onChange,
  });
}
