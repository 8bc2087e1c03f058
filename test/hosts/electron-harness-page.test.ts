import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Transport } from '../../shared/client.ts';
import * as electron from './electron-stand-in.ts';
import { FakeLine, pageFolder } from './support.ts';

/**
 * A harness, not Electron: the real `electron.ts` and the real bundled `preload.ts`, with a stand-in
 * for Electron's module between them and a real Chromium to show the page in.
 */

interface HarnessWindow {
  lineside: Transport;
  heard: string[];
  violations: string[];
  injected?: boolean;
  deliver(channel: string, value: unknown): void;
}

const line = new FakeLine();
const folder = pageFolder();

vi.mock('electron', () => import('./electron-stand-in.ts'));
vi.mock('../../main/hosts/electron-settings.ts', () => ({ electronSettings: async () => ({}) }));
vi.mock('../../main/hosts/open-line.ts', () => ({
  openLine: async () => ({ ok: true, value: line }),
}));
vi.mock('../../main/hosts/places.ts', () => ({
  rendererFolder: () => folder,
  preloadFile: () => 'bundled for this test',
}));

vi.mock('../../main/hosts/world.ts', () => ({ defaultFolder: () => folder }));

const origin = 'http://lineside.test';
let browser: Browser;
let page: Page;

/** The preload as `npm run build` bundles it. */
async function bundledPreload(): Promise<string> {
  const entry = fileURLToPath(new URL('../../main/hosts/preload.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  });
  const [bundle] = built as unknown as { output: { code: string }[] }[];
  return bundle!.output[0]!.code;
}

/** Electron's part on the page's side: a `require` that knows one module. */
const standIn = (preload: string): string => `(() => {
  const listeners = new Map();
  window.deliver = (channel, value) => listeners.get(channel)?.({}, value);
  const electron = {
    contextBridge: { exposeInMainWorld: (name, value) => { window[name] = value; } },
    ipcRenderer: {
      on: (channel, listener) => listeners.set(channel, listener),
      send: (channel) => window.standInSend(channel),
      invoke: (channel, ...args) => window.standInInvoke(channel, args),
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return electron;
  };
  ((require, module, exports) => { ${preload}
  })(require, { exports: {} }, {});
})();`;

beforeAll(async () => {
  await import('../../main/hosts/electron.ts');
  const window = await vi.waitUntil(() => electron.BrowserWindow.all[0]);
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  page = await browser.newPage();
  await page.route('**/*', async (route) => {
    const request = route.request();
    const url = request.url().replace(origin, 'app://lineside');
    const served = await electron.protocol.handler!({ url, method: request.method() } as Request);
    const body = Buffer.from(await served.arrayBuffer());
    await route.fulfill({
      status: served.status,
      headers: Object.fromEntries(served.headers),
      body,
    });
  });
  const event = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
  await page.exposeFunction('standInInvoke', (channel: string, args: unknown[]) => {
    const handler = electron.ipcMain.handlers.get(channel) as (...a: unknown[]) => unknown;
    return handler(event, ...args);
  });
  await page.exposeFunction('standInSend', (channel: string) => {
    electron.ipcMain.emit(channel, event);
  });
  window.webContents.send = (channel, value) => {
    void page.evaluate(
      (sent) => (globalThis as unknown as HarnessWindow).deliver(sent.channel, sent.value),
      { channel, value },
    );
  };
  await page.addInitScript(standIn(await bundledPreload()));
  await page.goto(`${origin}/`);
});

afterAll(() => browser?.close());

const versions = () => page.evaluate(() => (globalThis as unknown as HarnessWindow).heard);

test('the page is given two functions and nothing else', async () => {
  const given = await page.evaluate(() => {
    const { lineside } = globalThis as unknown as HarnessWindow;
    return Object.entries(lineside).map(([name, value]) => `${name}: ${typeof value}`);
  });
  expect(given.toSorted()).toEqual(['call: function', 'watch: function']);
});

test('a call goes through the preload, the door and the line, and back', async () => {
  const replies = await page.evaluate(async () => {
    const { lineside } = globalThis as unknown as HarnessWindow;
    return [
      await lineside.call('state.get', { a: 1 }),
      await lineside.call('no.such', {}),
      await lineside.call('state.get', 'x'.repeat(300_000)),
    ];
  });
  expect(replies).toMatchObject([
    { ok: true, value: { version: 'first' } },
    { ok: false, problem: { code: 'unknown-call' } },
    { ok: false, problem: { code: 'input-too-large' } },
  ]);
  expect(line.calls[0]).toEqual({ name: 'state.get', input: { a: 1 }, role: 'admin' });
});

test('a door that breaks is a problem in the window, not an exception', async () => {
  const call = vi.spyOn(line, 'call').mockRejectedValueOnce(new Error('broken'));
  const reply = await page.evaluate(() =>
    (globalThis as unknown as HarnessWindow).lineside.call('state.get', {}),
  );
  expect(reply).toMatchObject({ ok: false, problem: { code: 'internal' } });
  call.mockRestore();
});

test('each guest gets the whole state at once and each change until it leaves', async () => {
  // The window itself looks on, to be a kiosk's when the station is one.
  const own = line.listeners.size;
  await page.evaluate(() => {
    const here = globalThis as unknown as HarnessWindow & { leave: () => void };
    here.heard = [];
    here.leave = here.lineside.watch((state) => here.heard.push(`a ${state.version}`));
  });
  await expect.poll(versions).toEqual(['a first']);
  await page.evaluate(() => {
    const here = globalThis as unknown as HarnessWindow;
    here.lineside.watch((state) => here.heard.push(`b ${state.version}`));
  });
  await expect.poll(versions).toEqual(['a first', 'b first']);
  line.change({ ...line.state, version: 'second' });
  await expect.poll(versions).toEqual(['a first', 'b first', 'a second', 'b second']);
  await page.evaluate(() => (globalThis as unknown as { leave: () => void }).leave());
  line.change({ ...line.state, version: 'third' });
  await expect.poll(versions).toEqual(['a first', 'b first', 'a second', 'b second', 'b third']);
  expect(line.listeners.size).toBe(own + 1);
});

test('a script that somebody smuggles into the page does not run', async () => {
  const found = await page.evaluate(async () => {
    const here = globalThis as unknown as HarnessWindow;
    here.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      here.violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    try {
      script.textContent = 'globalThis.injected = true';
    } catch {
      // Refused before it is in the page.
    }
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'https://evil.example/x.png';
    document.body.append(image);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { injected: here.injected ?? false, violations: here.violations.toSorted() };
  });
  expect(found).toEqual({ injected: false, violations: ['img-src', 'require-trusted-types-for'] });
});
