import type { Browser, Page } from '@playwright/test';
import { projectRoot } from '../../main/hosts/places.ts';
import { ensureRenderer, rendererIsFresh } from '../../main/hosts/renderer-build.ts';
import type { State } from '../../shared/models/state.ts';
import { calmState } from '../support/pretend-scenes.ts';
import { type PretendStation, pretendStation } from '../support/pretend-station.ts';
import { openChromium } from './chromium.ts';

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
  // Built once for all files that open it, and anew where its sources are newer.
  const told: string[] = [];
  const pages = await ensureRenderer((line) => told.push(line));
  // A host shows an old page rather than none; a test of an old page would say nothing.
  if (!pages.ok || !rendererIsFresh(projectRoot())) throw new Error(told.join('\n'));
  const station = await pretendStation(pages.value);
  const browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  let opened = 0;
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
      station.begin(state);
      // Another address each time, so that it is another page, also where the route is the same.
      opened += 1;
      await page.goto(`${station.url}?${opened}#/${route}`);
      await page.waitForSelector('main');
    },
    async close() {
      await browser.close();
      await station.close();
    },
  };
}
