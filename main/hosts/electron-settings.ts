import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsStore } from '../world.ts';

interface Stored {
  preferences?: unknown;
}

/**
 * electron-store asks Electron for its folder while it is loaded and cannot be loaded without: hence
 * the import here and now. A damaged file is put aside, never replaced by an empty one.
 */
export async function electronSettings(
  folder: string,
  log: (line: string) => void,
): Promise<SettingsStore> {
  const { default: Store } = await import('electron-store');
  const name = 'settings';
  const open = () => new Store<Stored>({ cwd: folder, name, clearInvalidConfig: false });
  let store: ReturnType<typeof open>;
  try {
    store = open();
  } catch (error) {
    const file = join(folder, `${name}.json`);
    const aside = `${file}.damaged-${Date.now()}`;
    renameSync(file, aside);
    log(`The settings could not be read (${(error as Error).message}); they are kept as ${aside}.`);
    store = open();
  }
  return {
    get: () => store.get('preferences') ?? null,
    set: (value) => store.set('preferences', value),
  };
}
