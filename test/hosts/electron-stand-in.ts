import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';

/**
 * Stands in for the module `electron`, which no machine of ours can run. It records what it was told
 * and lets a test play Electron's part. What it proves is what our host says to Electron, never what
 * Electron then does.
 */

type Handler = (...args: never[]) => unknown;

class Recorder extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
}

class StandInApp extends Recorder {
  isPackaged = false;
  readonly said: string[] = [];
  enableSandbox = (): number => this.said.push('enableSandbox');
  requestSingleInstanceLock = (): boolean => {
    this.said.push('lock');
    return true;
  };
  whenReady = async (): Promise<void> => {
    this.said.push('ready');
  };
  getPath = (): string => tmpdir();
  quit = vi.fn();
  exit = vi.fn();
}

export class StandInContents extends EventEmitter {
  readonly sent: [string, unknown][] = [];
  windowOpen: Handler = () => ({ action: 'allow' });
  mainFrame = { parent: null, origin: 'app://lineside', url: 'app://lineside/' };
  gone = false;
  setWindowOpenHandler = (handler: Handler): void => {
    this.windowOpen = handler;
  };
  isDestroyed = (): boolean => this.gone;
  closeDevTools = vi.fn();
  send = (channel: string, value: unknown): void => {
    this.sent.push([channel, value]);
  };
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new StandInContents();
  readonly options: { webPreferences: Record<string, unknown> };
  readonly loaded: string[] = [];
  loadURL = async (url: string): Promise<void> => {
    this.loaded.push(url);
  };
  isDestroyed = (): boolean => this.webContents.gone;
  isMinimized = (): boolean => true;
  restore = vi.fn();
  focus = vi.fn();
  setKiosk = vi.fn();
  setProgressBar = vi.fn();

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
}

export const app = new StandInApp();

export const protocol = {
  schemes: [] as unknown[],
  handler: null as null | ((request: Request) => Promise<Response>),
  registerSchemesAsPrivileged(schemes: unknown[]) {
    app.said.push('schemes');
    this.schemes = schemes;
  },
  handle(_scheme: string, handler: (request: Request) => Promise<Response>) {
    this.handler = handler;
  },
};

class StandInIpcMain extends Recorder {
  handle = (channel: string, handler: Handler): void => {
    this.handlers.set(channel, handler);
  };
}
export const ipcMain = new StandInIpcMain();

const keep = (name: string) => (handler: Handler) => sessionHandlers.set(name, handler);
export const sessionHandlers = new Map<string, Handler>();
const others = new Map<string, StandInSession>();

/** A session beside the window's own; what it was told to refuse can be asked. */
export class StandInSession {
  readonly handlers = new Map<string, Handler>();
  setPermissionRequestHandler = (handler: Handler) => this.handlers.set('request', handler);
  webRequest = {
    onBeforeRequest: (handler: Handler) => this.handlers.set('beforeRequest', handler),
  };
}

export const session = {
  fromPartition(name: string) {
    const known = others.get(name) ?? new StandInSession();
    others.set(name, known);
    return known;
  },
  defaultSession: {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    webRequest: { onBeforeRequest: keep('beforeRequest') },
    on: (name: string, handler: Handler) => void sessionHandlers.set(name, handler),
  },
};

/** The menus that were set. */
export const menus: unknown[] = [];
export const Menu = {
  setApplicationMenu: (menu: unknown) => menus.push(menu),
  buildFromTemplate: (template: unknown) => template,
};
export const clipboard = { readText: vi.fn(async () => 'copied'), clear: vi.fn() };
export const dialog = { showErrorBox: vi.fn() };
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text: string) => Buffer.from(`sealed:${text}`),
  decryptString: (bytes: Buffer) => bytes.toString().replace('sealed:', ''),
};
/** Nothing is started by the harness: whoever asks for a process has to say so. */
export const utilityProcess = { fork: vi.fn() };
