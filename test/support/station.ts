import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { type App, createApp } from '../../main/app.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { uuidV7 } from '../../main/ids.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import type { Keyring, World } from '../../main/world.ts';
import type { Result } from '../../shared/problems.ts';
import { sampleCatalog } from './cli.ts';
import { must, mustFail } from './must.ts';
import { temporaryFolder } from './temp-folder.ts';

/** Real stations for tests: real disk, real store; only what a test names is different. */

export { must, mustFail };

/** No key ring: bits turned over. What a passphrase costs at each station is for the tests of the vault. */
const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
export const testKeyring: Keyring = {
  backend: 'test',
  available: () => true,
  wrap: turned,
  unwrap: turned,
};
/** So that a PIN is hashed at once; `test/security` hashes as stations do. */
export const cheapPins = { N: 2 ** 4, r: 8, p: 1 };

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
export const newId = (): string => uuidV7(Date.now(), random);

/** Opens the store of a folder; the caller closes it. */
export const openStoreIn = (folder: string): Promise<Result<Store>> =>
  openStore({ folder, now: () => Date.now(), newId });

/**
 * A station with the sample catalog, opened for one command's worth of work unless `live`. Its vault costs nothing
 * to open, unless a passphrase is given.
 */
export async function openStation(
  options: { folder?: string; live?: boolean; catalog?: boolean } & Partial<World> = {},
): Promise<App> {
  const { folder = temporaryFolder(), live = false, catalog = true, ...different } = options;
  const keyring = 'passphrase' in different ? null : testKeyring;
  const world = {
    ...must(machineWorld({ folder, passphrase: null })),
    keyring,
    pinCost: cheapPins,
  };
  const app = must(await createApp({ ...world, ...different }, { live }));
  onTestFinished(() => app.close());
  if (catalog) {
    const text = readFileSync(sampleCatalog, 'utf8');
    must(await app.call('catalog.import', { text }, { role: 'admin' }));
  }
  return app;
}
