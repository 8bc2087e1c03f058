import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
  utilityProcess,
  type WebContents,
} from 'electron';
import type { State } from '../../shared/models/state.ts';
import { createPorts } from '../intake/ports.ts';
import { windowArgs } from './electron-args.ts';
import { openDoor, servePages } from './electron-door.ts';
import { electronFork, electronPortFork } from './electron-fork.ts';
import { appOrigin, guardContents, guardSession } from './electron-guards.ts';
import { electronKeyring } from './electron-keyring.ts';
import { electronPagePrinter } from './electron-printing.ts';
import { electronSettings } from './electron-settings.ts';
import { openLine } from './open-line.ts';
import { preloadFile, rendererFolder } from './places.ts';
import { defaultFolder } from './world.ts';

/**
 * The station in a window of its own. No machine of ours can run Electron: this file is held to its
 * word by the compiler against electron.d.ts and by `test/hosts/electron-harness.test.ts`.
 */

const log = (line: string): void => console.error(line);
const windows = new Set<WebContents>();
let window: BrowserWindow | null = null;
/** Kiosk mode, as the station has it; `leaving`: the system ends the program, which no kiosk may stop. */
let kiosk = false;
let leaving = false;

// All of this has to be said before Electron is ready, hence no await above it.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  {
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  },
]);
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => app.quit());
app.on('second-instance', showWindow);

if (app.requestSingleInstanceLock()) {
  open().catch((error: Error) => giveUp(error.message));
} else {
  app.quit();
}

async function open(): Promise<void> {
  await app.whenReady();
  guardSession(session.defaultSession);
  servePages(protocol, rendererFolder());
  // Without it, the shortcuts for reloading, zooming and the developer tools are gone as well.
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }])
      : null,
  );
  const asked = windowArgs(process.argv, process.env['LINESIDE_KIOSK_PIN']);
  const folder = asked.folder ?? defaultFolder();
  const opened = await openLine({
    folder,
    keyring: electronKeyring(safeStorage, process.platform),
    settings: await electronSettings(folder, log),
    fork: electronFork(utilityProcess),
    ports: createPorts(electronPortFork(utilityProcess)),
    pagePrinter: electronPagePrinter({
      openWindow: (options) => new BrowserWindow(options),
      shown: () => window?.webContents ?? null,
      session: session.fromPartition('printing'),
      temporary: app.getPath('temp'),
    }),
    clipboard: { text: () => clipboard.readText(), clear: () => clipboard.clear() },
    kiosk: asked.kiosk,
  });
  if (!opened.ok) return giveUp(opened.problem.message);
  const line = opened.value;
  // Whoever sits at this account started the station; hence the highest role, as in the browser host.
  openDoor(ipcMain, { line, role: 'admin', windows });

  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void line.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      leaving = true;
      app.quit();
    });
  }
  line.watch((state) => {
    window?.setProgressBar(importShare(state));
    if (state.kiosk.on === kiosk) return;
    kiosk = state.kiosk.on;
    window?.setKiosk(kiosk);
    if (kiosk) window?.webContents.closeDevTools();
  });
  openWindow();
}

/** How far an import is, as the taskbar shows it: 0 to 1; below 0 there is none. */
function importShare({ imports }: State): number {
  const atWork = imports.find(({ state }) => state === 'running');
  return atWork?.total ? atWork.counts.rows / atWork.total : -1;
}

function openWindow(): void {
  const opened = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    title: 'Lineside',
    kiosk,
    webPreferences: {
      preload: preloadFile(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A verdict has to be heard although nobody clicked.
      autoplayPolicy: 'no-user-gesture-required',
      devTools: !app.isPackaged,
    },
  });
  window = opened;
  const { webContents } = opened;
  windows.add(webContents);
  // Alt+F4, Ctrl+W and what else a system closes windows with.
  opened.on('close', (event) => {
    if (kiosk && !leaving) event.preventDefault();
  });
  webContents.on('devtools-opened', () => {
    if (kiosk) webContents.closeDevTools();
  });
  opened.on('closed', () => {
    windows.delete(webContents);
    window = null;
  });
  // The station goes on without its window; the window comes back.
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    log(`The window's process ended (${details.reason}); it is opened again.`);
    setTimeout(() => {
      if (!opened.isDestroyed()) void opened.loadURL(`${appOrigin}/`);
    }, 1000);
  });
  void opened.loadURL(`${appOrigin}/`);
}

function showWindow(): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

function giveUp(message: string): void {
  log(message);
  dialog.showErrorBox('Lineside', message);
  app.exit(3);
}
