import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from '../renderer/chromium.ts';
import { type OpenWindow, openWindow } from '../renderer/open-window.ts';

/** What a page can do to itself, in a real browser; Electron's own part is in `test/electron`. */

let window: OpenWindow;
let page: Page;

describe.skipIf(!hasChromium)('the page', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    window = await openWindow();
    ({ page } = window);
    await window.open();
  }, 180_000);

  afterAll(() => window?.close());

  it('finds nothing of Node', async () => {
    const kinds = await page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global', '__dirname'].map(
        (name) => typeof (globalThis as Record<string, unknown>)[name],
      ),
    );
    expect(new Set(kinds)).toEqual(new Set(['undefined']));
  });

  it('runs no script that was smuggled in, and says so', async () => {
    const found = await page.evaluate(async () => {
      const here = globalThis as { smuggled?: boolean };
      const told = new Promise<string>((tell) =>
        document.addEventListener('securitypolicyviolation', (event) =>
          tell(event.effectiveDirective),
        ),
      );
      const script = document.createElement('script');
      script.textContent = 'globalThis.smuggled = true';
      document.body.append(script);
      return { told: await told, ran: here.smuggled === true };
    });
    expect(found).toEqual({ told: 'script-src-elem', ran: false });
  });

  it.each(['body', 'main', 'nav'])('does not leave for what is dropped on its %s', async (part) => {
    const before = page.url();
    const prevented = await page.evaluate((where) => {
      const transfer = new DataTransfer();
      transfer.setData('text/uri-list', 'https://example.com/');
      const target = document.querySelector(where) ?? document.body;
      return ['dragover', 'drop'].map((name) => {
        const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
        const event = new DragEvent(name, about);
        target.dispatchEvent(event);
        return event.defaultPrevented;
      });
    }, part);
    expect(prevented).toEqual([true, true]);
    expect(page.url()).toBe(before);
  });
});
