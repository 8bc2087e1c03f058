import type { SettingsKeeper } from '../settings.ts';
import { chance } from '../sync/backoff.ts';
import type { World } from '../world.ts';
import { createDrivers } from './drivers/drivers.ts';

/** The printers of the settings, each with its driver. */
export const wirePrinters = (needs: {
  world: World;
  settings: SettingsKeeper;
  newId(): string;
  onChange(): void;
}) =>
  createDrivers({
    folder: needs.world.folder,
    printers: needs.settings.get().printers,
    newId: needs.newId,
    now: () => needs.world.clock.now(),
    chance,
    pagePrinter: needs.world.pagePrinter ?? null,
    onChange: needs.onChange,
  });
