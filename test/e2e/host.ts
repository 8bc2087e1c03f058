import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, chromium, type Page } from '@playwright/test';
import { Running, sampleCatalog } from '../support/cli.ts';

/** The real station in the browser host, in a folder of its own, for each test. */
export interface Host {
  folder: string;
  /** Starts `serve` (again) and answers the address with its key. */
  start(): Promise<string>;
  /** Ends it the way a power cut would. */
  kill(): Promise<void>;
}

/** What a test starts ends in these, not in a `finally`: that one would still run after the test's time is up. */
interface Fixtures {
  host: Host;
  /** A page in a browser of its own, started with these switches. */
  pageWith(switches: readonly string[]): Promise<Page>;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
  host: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'lineside-e2e-'));
    const started: Running[] = [];
    await provide({
      folder,
      async start() {
        const running = new Running(['serve', '--data', folder]);
        started.push(running);
        const { url } = (await running.line((json) => 'url' in json, 'the address', 60_000)) as {
          url: string;
        };
        return url;
      },
      async kill() {
        await Promise.all(started.map((running) => running.kill()));
      },
    });
    await Promise.all(started.map((running) => running.stop()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  pageWith: async ({ launchOptions }, provide) => {
    const browsers: Browser[] = [];
    await provide(async (switches) => {
      const args = [...(launchOptions.args ?? []), ...switches];
      const browser = await chromium.launch({ ...launchOptions, args });
      browsers.push(browser);
      return browser.newPage({ viewport: { width: 1280, height: 800 } });
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});
export { expect } from '@playwright/test';

/** Brings a catalog in by the button that a newcomer sees; `press` is how. */
export async function importCatalog(
  page: Page,
  file = sampleCatalog,
  press: 'click' | 'Enter' = 'click',
): Promise<void> {
  await page.getByRole('navigation').first().waitFor();
  await page.keyboard.press('Alt+3');
  const button = page.getByRole('button', { name: 'Import a catalog' }).first();
  // Waited for together: a press that fails would leave the other to fail later, when nobody listens.
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    press === 'click' ? button.click() : button.press(press),
  ]);
  await chooser.setFiles(file);
  await page.getByText('逆变器 Inverter 5 kW').first().waitFor();
}
