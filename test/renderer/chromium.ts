import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

const systemChromium = '/usr/bin/chromium';
export const hasChromium = existsSync(systemChromium);

/** The system's browser, kept from talking to anybody. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: systemChromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
