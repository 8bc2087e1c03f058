import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's own browser: Playwright's download cannot be reached from every build network. */
const candidates = [
  process.env.LINESIDE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path && existsSync(path));

export default defineConfig({
  // Electron's tests are skipped, with the reason, where its runtime is not. One at a time: the program runs once.
  projects: [
    { name: 'browser', testDir: 'test/e2e' },
    { name: 'electron', testDir: 'test/electron', workers: 1 },
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Generous, because a build machine is slow when it is shared; what is stuck still ends.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  fullyParallel: false,
  // Each story has a folder, a station and a browser of its own; two keep two cores busy.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: {
    headless: true,
    viewport: { width: 1280, height: 800 },
    // It takes a quarter of a story's time; what a failed page held and looked like is kept without it too.
    trace: process.env.LINESIDE_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
