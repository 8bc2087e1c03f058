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
    // The whole window was drawn by now, the UI kit's styles among it.
    expect(window.complaints).toEqual([]);
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

  it.each<[string, (text: string) => void]>([
    [
      'text',
      (text) => document.body.append(Object.assign(document.createElement('script'), { text })),
    ],
    [
      'an address',
      (text) => {
        const src = `data:text/javascript,${text}`;
        document.body.append(Object.assign(document.createElement('script'), { src }));
      },
    ],
    [
      'markup',
      (text) => {
        document.createElement('div').innerHTML = `<img src=x onerror='${text}'>`;
      },
    ],
    ['a handler', (text) => document.body.setAttribute('onclick', text)],
    [
      'a page in a frame',
      (text) => {
        document.createElement('iframe').srcdoc = `<script>${text}</script>`;
      },
    ],
    [
      'a fragment',
      (text) => document.createRange().createContextualFragment(`<script>${text}</script>`),
    ],
    ['a worker', (text) => new Worker(`data:text/javascript,${text}`)],
    ['a worker of another file', () => new Worker('/assets/index.js')],
  ])('makes no script of %s, and says so', async (_what, smuggle) => {
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      document.addEventListener('securitypolicyviolation', (event) =>
        heard.push(event.effectiveDirective),
      );
    });
    // What throws was refused, too.
    await page.evaluate(smuggle, 'globalThis.smuggled = true').catch(() => {});
    const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    await expect.poll(heard).toContain('require-trusted-types-for');
    expect(await page.evaluate(() => 'smuggled' in globalThis)).toBe(false);
  });

  it('runs no script that is put together of nodes', async () => {
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.append('globalThis.smuggled = true');
      document.body.append(script);
      return 'smuggled' in globalThis;
    });
    expect(ran).toBe(false);
  });

  it('lets the UI kit write its styles', async () => {
    const rules = await page.evaluate(
      () =>
        [...document.querySelectorAll('style')].filter(({ sheet }) => sheet?.cssRules.length)
          .length,
    );
    expect(rules).toBeGreaterThan(0);
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
