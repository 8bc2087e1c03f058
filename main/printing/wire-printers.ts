import type { SettingsKeeper } from '../settings.ts';
import { chanceFrom } from '../sync/backoff.ts';
import { timersOf } from '../timers.ts';
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
    chance: chanceFrom(needs.world.random),
    pagePrinter: needs.world.pagePrinter ?? null,
    onChange: needs.onChange,
    create: needs.world.paper?.driver,
    timers: timersOf(needs.world.clock),
  });
