import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { BrowserWindowConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { electronPagePrinter } from '../../main/hosts/electron-printing.ts';
import { StandInSession } from './electron-stand-in.ts';

/** What the host says to Electron for printing: a harness, no Electron was run. */

type Told = Record<string, unknown>;

function harness(answer: [boolean, string]) {
  const session = new StandInSession();
  const windows: {
    options: BrowserWindowConstructorOptions;
    shown: string;
    url: string;
    printed: Told | null;
    destroy: ReturnType<typeof vi.fn>;
  }[] = [];
  const printer = electronPagePrinter({
    openWindow(options) {
      const window = {
        options,
        shown: '',
        url: '',
        printed: null as Told | null,
        destroy: vi.fn(),
      };
      windows.push(window);
      return {
        async loadURL(url) {
          window.url = url;
          window.shown = readFileSync(fileURLToPath(url), 'utf8');
        },
        webContents: {
          print(told, done) {
            window.printed = told as Told;
            done?.(...answer);
          },
        },
        destroy: window.destroy,
      };
    },
    shown: () => ({ getPrintersAsync: async () => [{ name: 'Desk' }] as Electron.PrinterInfo[] }),
    session: session as never,
    temporary: tmpdir(),
  });
  const mayLoad = (url: string): boolean => {
    let cancelled: boolean | undefined;
    const ask = session.handlers.get('beforeRequest') as unknown as (
      details: { url: string },
      answer: (said: { cancel: boolean }) => void,
    ) => void;
    ask({ url }, ({ cancel }) => (cancelled = cancel));
    return cancelled === false;
  };
  return { printer, windows, mayLoad };
}

const pages = { html: '<p>labels</p>', size: { width: 50_000, height: 30_000 } };

test('a page is printed unasked at its size, from a window without script that is gone afterwards', async () => {
  const { printer, windows, mayLoad } = harness([true, '']);
  expect(await printer.print(pages, 'Desk')).toEqual({ ok: true, value: {} });
  const [window] = windows;
  expect(window?.printed).toEqual({
    silent: true,
    deviceName: 'Desk',
    color: false,
    printBackground: true,
    margins: { marginType: 'none' },
    pageSize: pages.size,
  });
  expect(window?.options).toMatchObject({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  expect(window?.shown).toBe(pages.html);
  expect(window?.destroy).toHaveBeenCalledOnce();
  expect(existsSync(fileURLToPath(window?.url ?? ''))).toBe(false);
  for (const url of [window?.url ?? '', 'file:///etc/passwd', 'https://example.com/']) {
    expect(mayLoad(url), url).toBe(false);
  }
});

test('what the system refuses is said in its words, and nothing is left', async () => {
  const { printer, windows } = harness([false, 'Print job canceled']);
  expect(await printer.print(pages, 'Desk')).toMatchObject({
    ok: false,
    problem: { code: 'printer-refused', params: { where: 'Desk', detail: 'Print job canceled' } },
  });
  expect(windows[0]?.destroy).toHaveBeenCalledOnce();
  expect(existsSync(fileURLToPath(windows[0]?.url ?? ''))).toBe(false);
});

test('printers are named as the system names them', async () => {
  expect(await harness([true, '']).printer.list()).toEqual(['Desk']);
});
