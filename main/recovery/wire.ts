import { createReconciling } from '../reconcile/daily.ts';
import type { SettingsKeeper } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { Sync } from '../sync/sync.ts';
import type { World } from '../world.ts';
import { createBackups } from './backups.ts';

/** What keeps a station whole behind its work: backups as its settings want them, and the daily look at both sides. */
export function wireKeeping(needs: {
  store: Store;
  world: World;
  settings: SettingsKeeper;
  sync: Sync;
  stationName(): string;
  scanning(): boolean;
  changed(): void;
}) {
  const { store, world, settings, sync, stationName, scanning, changed } = needs;
  const now = () => world.clock.now();
  const backups = createBackups({
    store,
    version: world.version,
    log: world.log,
    now,
    everyHours: () => settings.get().backup.everyHours,
    second: () => settings.get().backup.second,
    onChange: changed,
  });
  const reconciling = createReconciling({
    store,
    cloud: sync.cloud,
    now,
    stationName,
    onChange: changed,
    quiet: () => !scanning() && sync.state().problem === null,
  });
  return {
    parts: { backups, reconciling },
    start() {
      backups.start();
      reconciling.start();
    },
    async stop() {
      await backups.stop();
      await reconciling.stop();
    },
  };
}
