import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { State } from '../../shared/models/state.ts';
import { pretendStation } from '../support/pretend-station.ts';
import { openChromium } from './chromium.ts';
import { scenes } from './scenes.ts';

/**
 * Photographs every screen in both sizes, themes and languages against the pretend station.
 * `node test/renderer/shots.ts [folder] [part of a scene's name]`
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'lineside-shots-'));
const only = process.argv[3] ?? '';
mkdirSync(folder, { recursive: true });

await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
const station = await pretendStation(join(root, 'dist/renderer'));
const browser = await openChromium();
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const looks = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'contrast', language: 'en' },
  { theme: 'light', language: 'zh-CN' },
  { theme: 'dark', language: 'zh-CN' },
  { theme: 'contrast', language: 'zh-CN' },
] as const satisfies Partial<State['preferences']>[];

async function photograph(page: Page, size: string): Promise<void> {
  for (const [name, scene] of Object.entries(scenes)) {
    if (!name.includes(only)) continue;
    for (const look of looks) {
      const state = scene.state();
      station.push({ ...state, preferences: { ...state.preferences, ...look } });
      // A form of the scene before would hold on to the page.
      await page.goto('about:blank');
      await page.goto(`${station.url}#/${scene.route}`);
      await page.waitForSelector('main');
      await scene.act?.(page, station);
      await page.waitForTimeout(350);
      await page.screenshot({
        path: join(folder, `${name}-${size}-${look.theme}-${look.language}.png`),
      });
      await scene.undo?.(page, station);
    }
  }
}

for (const size of sizes) {
  const page = await browser.newPage({ viewport: size });
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${message.text()}\n`);
  });
  await photograph(page, String(size.width));
  await page.close();
}
await browser.close();
await station.close();
process.stdout.write(`${folder}\n`);
