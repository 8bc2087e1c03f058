import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import { ok, problem } from '../../shared/problems.ts';
import type { PagePrinter } from '../printing/drivers/page.ts';

/** As much of a window as printing needs. */
interface PrintWindow {
  webContents: Pick<WebContents, 'print'>;
  loadURL(url: string): Promise<void>;
  destroy(): void;
}

/**
 * The system's printers, through a window that nobody sees: a page without script in a session of its own, which may
 * load that page and nothing else. Electron says that the spooler took it; it was not run (README.md).
 */
export function electronPagePrinter(needs: {
  openWindow(options: BrowserWindowConstructorOptions): PrintWindow;
  /** The window that people see, while there is one. */
  shown(): Pick<WebContents, 'getPrintersAsync'> | null;
  session: Pick<Session, 'webRequest' | 'setPermissionRequestHandler'>;
  /** Where a page lies until it is printed. */
  temporary: string;
}): PagePrinter {
  const { session } = needs;
  let page = '';
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: url !== page && !url.startsWith('data:image/png;base64,') });
  });

  const open = (): PrintWindow =>
    needs.openWindow({
      show: false,
      webPreferences: {
        session: session as Session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webviewTag: false,
        // What is not shown is drawn all the same.
        backgroundThrottling: false,
      },
    });

  // One at a time: the session knows one page.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  };

  return {
    async list() {
      return ((await needs.shown()?.getPrintersAsync()) ?? []).map(({ name }) => name);
    },
    print: ({ html, size }, deviceName) =>
      inTurn(async () => {
        const folder = await mkdtemp(join(needs.temporary, 'lineside-print-'));
        const window = open();
        try {
          const file = join(folder, 'labels.html');
          await writeFile(file, html, { mode: 0o600 });
          page = pathToFileURL(file).href;
          await window.loadURL(page);
          const failure = await new Promise<string | null>((resolve) => {
            window.webContents.print(
              {
                silent: true,
                deviceName,
                color: false,
                printBackground: true,
                margins: { marginType: 'none' },
                pageSize: size,
              },
              (taken, reason) => resolve(taken ? null : reason || 'no reason given'),
            );
          });
          if (failure === null) return ok({});
          return {
            ok: false,
            problem: problem('printer-refused', { where: deviceName, detail: failure }),
          };
        } finally {
          page = '';
          window.destroy();
          await rm(folder, { recursive: true, force: true });
        }
      }),
  };
}
