import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../store/files.ts';
import type { SettingsStore } from '../world.ts';

/**
 * The same file as `file-settings.ts` writes, so that a station opened in the browser today and in a
 * window tomorrow is the same one. electron-store asks Electron for a folder while it is loaded and
 * cannot be loaded without it: hence the import here and now. A damaged file is put aside, never
 * replaced by an empty one.
 */
export async function electronSettings(
  folder: string,
  log: (line: string) => void,
): Promise<SettingsStore> {
  const { default: Store } = await import('electron-store');
  makeFolder(folder);
  const open = () =>
    new Store({ cwd: folder, name: 'settings', clearInvalidConfig: false, configFileMode: 0o600 });
  let store: ReturnType<typeof open>;
  try {
    store = open();
  } catch (error) {
    const file = join(folder, 'settings.json');
    if (!existsSync(file)) throw error;
    const aside = `${file}.damaged-${Date.now()}`;
    renameSync(file, aside);
    log(`The settings could not be read (${(error as Error).message}); they are kept as ${aside}.`);
    store = open();
  }
  return {
    get: () => (store.size === 0 ? null : store.store),
    set: (value) => {
      store.store = value as Record<string, unknown>;
    },
  };
}
