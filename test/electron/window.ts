import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  type Page,
} from '@playwright/test';
import { passphrase, root, run, sampleCatalog } from '../support/cli.ts';

/** The desktop window itself, around a station of its own: Electron's runtime has to be here. */

/** The scripts are plain JavaScript for Node 20; the types used here are said here. */
const choice = (await import(
  new URL('../../scripts/lib/host-choice.mjs', import.meta.url).href
)) as {
  electronBinary(root: string): string | null;
  whyNoElectron(about: object): string | null;
};

const binary = choice.electronBinary(root);

/** Why these tests cannot run here, or null. */
export function whyNot(): string | null {
  const { platform, env } = process;
  const why = choice.whyNoElectron({ platform, env, uid: process.getuid?.() });
  if (why !== null) return why;
  if (binary === null) return "Electron's runtime is not installed: npx install-electron";
  const main = join(root, 'dist', 'main', 'hosts', 'electron.js');
  return existsSync(main) ? null : 'nothing is built: npm run build';
}

// A list of skipped tests does not show why; a worker would say it once more.
if (process.env['TEST_WORKER_INDEX'] === undefined) {
  const why = whyNot();
  if (why !== null && process.env['LINESIDE_ELECTRON_REQUIRED']) throw new Error(why);
  if (why !== null) console.log(`Electron's own tests are skipped: ${why}.`);
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
  folder: string;
  /** Starts the program a second time on the same folders; answers how it ended. */
  again(...args: string[]): number | null;
}

const args = (folder: string, ...more: string[]) => [
  root,
  `--user-data-dir=${join(folder, 'electron')}`,
  '--data',
  join(folder, 'station'),
  ...more,
];
const env = () => {
  const known = Object.entries(process.env).filter((each): each is [string, string] => !!each[1]);
  return { ...Object.fromEntries(known), LINESIDE_VAULT_PASSPHRASE: passphrase };
};

/** One window for all tests of a file: what they try has to leave it as it was. */
export const test = base.extend<object, { desktop: Desktop }>({
  desktop: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
    async ({}, provide) => {
      const folder = await mkdtemp(join(tmpdir(), 'lineside-electron-'));
      await run(['catalog', 'import', sampleCatalog, '--data', join(folder, 'station')]);
      const executablePath = binary as string;
      const app = await electron.launch({ executablePath, args: args(folder), env: env() });
      const page = await app.firstWindow();
      await page.getByRole('navigation').first().waitFor();
      await provide({
        app,
        page,
        folder,
        again: (...more) =>
          spawnSync(executablePath, args(folder, ...more), { env: env(), timeout: 60_000 }).status,
      });
      await app.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
export { expect } from '@playwright/test';
