import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { Running } from '../support/cli.ts';

/** The real station in the browser host, in a folder of its own, for each test. */
export interface Host {
  folder: string;
  /** Starts `serve` (again) and answers the address with its key. */
  start(): Promise<string>;
  /** Ends it the way a power cut would. */
  kill(): Promise<void>;
}

export const test = base.extend<{ host: Host }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
  host: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'lineside-e2e-'));
    let running: Running | null = null;
    await provide({
      folder,
      async start() {
        running = new Running(['serve', '--data', folder]);
        const { url } = (await running.line((json) => 'url' in json, 'the address', 60_000)) as {
          url: string;
        };
        return url;
      },
      async kill() {
        await running?.kill();
        running = null;
      },
    });
    await (running as Running | null)?.stop();
    await rm(folder, { recursive: true, force: true });
  },
});
export { expect } from '@playwright/test';
