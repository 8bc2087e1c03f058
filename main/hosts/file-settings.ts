import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import type { SettingsStore } from '../world.ts';

/**
 * Settings outside Electron: `conf`, the library under electron-store, with the file in the station's
 * own folder. A file that cannot be read is put aside, never replaced by an empty one.
 */
export function fileSettings(folder: string, log: (line: string) => void): SettingsStore {
  const open = () =>
    new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: 'settings',
      clearInvalidConfig: false,
      configFileMode: 0o600,
      projectName: 'lineside',
    });
  let conf: ReturnType<typeof open>;
  try {
    conf = open();
    if (Array.isArray(conf.store)) throw new Error('it is a list');
  } catch (error) {
    const path = join(folder, 'settings.json');
    if (!existsSync(path)) throw error;
    const aside = `${path}.damaged-${Date.now()}`;
    renameSync(path, aside);
    log(`The settings could not be read (${(error as Error).message}); they are kept as ${aside}.`);
    conf = open();
  }
  return {
    get: () => (conf.size === 0 ? null : conf.store),
    set: (value) => {
      conf.store = value as Record<string, unknown>;
    },
  };
}
