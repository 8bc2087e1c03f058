import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import type { State } from '../../shared/models/state.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { type PretendStation, pretendStation } from '../support/pretend-station.ts';
import { openChromium } from './chromium.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built window in a real browser, under the real content policy, against a stand-in station. */
export interface OpenWindow {
  station: PretendStation;
  browser: Browser;
  page: Page;
  /** What the page and its content policy complained about, until it is taken out. */
  complaints: string[];
  open(route?: string, state?: State): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(): Promise<OpenWindow> {
  const pages = mkdtempSync(join(tmpdir(), 'lineside-window-'));
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: pages },
  });
  const station = await pretendStation(pages);
  const browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    if (/content security|violat/i.test(text)) complaints.push(text);
  });
  return {
    station,
    browser,
    page,
    complaints,
    async open(route = 'scan', state = calmState()) {
      station.push(state);
      await page.goto('about:blank');
      await page.goto(`${station.url}#/${route}`);
      await page.waitForSelector('main');
    },
    async close() {
      await browser.close();
      await station.close();
      rmSync(pages, { recursive: true, force: true });
    },
  };
}
