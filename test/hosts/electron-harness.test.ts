import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { State } from '../../shared/models/state.ts';
import * as electron from './electron-stand-in.ts';
import { canary, FakeLine, pageFolder } from './support.ts';

/**
 * A harness, not Electron: the real `hosts/electron.ts` beside a stand-in for Electron's module.
 */

const line = new FakeLine();
const opened = vi.hoisted(() => ({ options: [] as Record<string, unknown>[] }));
const folder = pageFolder();

vi.mock('electron', () => import('./electron-stand-in.ts'));
vi.mock('electron-store', () => ({
  default: class {
    store: Record<string, unknown> = {};
    get size() {
      return Object.keys(this.store).length;
    }
  },
}));
vi.mock('../../main/hosts/open-line.ts', () => ({
  openLine: async (options: Record<string, unknown>) => {
    opened.options.push(options);
    return { ok: true, value: line };
  },
}));
vi.mock('../../main/hosts/places.ts', () => ({
  rendererFolder: () => folder,
  preloadFile: () => '/the/preload.cjs',
}));

vi.mock('../../main/hosts/world.ts', () => ({ defaultFolder: () => `${folder}/data` }));

let window: electron.BrowserWindow;

beforeAll(async () => {
  await import('../../main/hosts/electron.ts');
  window = await vi.waitUntil(() => electron.BrowserWindow.all[0]);
});

describe('before Electron is ready', () => {
  test('the sandbox and the scheme are settled', () => {
    expect(electron.app.said).toEqual(['enableSandbox', 'schemes', 'lock', 'ready']);
    expect(electron.protocol.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ]);
  });

  test('there is one instance, and a second one shows the first one its window', () => {
    electron.app.emit('second-instance', {}, ['--data', '/etc']);
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledOnce();
    expect(opened.options).toHaveLength(1);
  });
});

describe('the window', () => {
  test('is sandboxed, isolated and without Node', () => {
    expect(window.options.webPreferences).toMatchObject({
      preload: '/the/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
    });
    expect(window.loaded).toEqual(['app://lineside/']);
    expect(electron.menus).toHaveLength(1);
    if (process.platform !== 'darwin') expect(electron.menus).toEqual([null]);
  });

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s stays here', (name) => {
    const blocked = (url: string) => {
      const preventDefault = vi.fn();
      window.webContents.emit(name, { url, preventDefault });
      return preventDefault.mock.calls.length === 1;
    };
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'app://lineside.evil/',
      'app://user@lineside/',
      'app:lineside',
      'http://lineside/',
      'nonsense',
    ]) {
      expect([url, blocked(url)]).toEqual([url, true]);
    }
    expect(blocked('app://lineside/')).toBe(false);
  });

  test('opens no other window and attaches no webview', () => {
    expect(window.webContents.windowOpen()).toEqual({ action: 'deny' });
    const preventDefault = vi.fn();
    window.webContents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test('comes back when its process dies', async () => {
    vi.useFakeTimers();
    const said = vi.spyOn(console, 'error').mockReturnValue();
    window.loaded.length = 0;
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    vi.advanceTimersByTime(1000);
    expect(window.loaded).toEqual(['app://lineside/']);
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    vi.useRealTimers();
  });
});

describe('permissions', () => {
  const handler = (name: string) =>
    electron.sessionHandlers.get(name) as (...a: unknown[]) => unknown;
  /** Each that Electron's own types name, and one that they do not. */
  const known = /setPermissionCheckHandler\([^\n]*?permission: ([^,]+),/.exec(
    readFileSync('node_modules/electron/electron.d.ts', 'utf8'),
  );
  const names = [...(known?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
  const ours = ['clipboard-sanitized-write'];

  test('the list of permissions was found', () => {
    for (const name of ['media', 'geolocation', 'clipboard-read', 'serial', 'hid', ...ours]) {
      expect(names).toContain(name);
    }
  });

  test.each([...names.filter((name) => !ours.includes(name)), 'no-such-thing'])(
    '%s is denied by request, by check and by device',
    (name) => {
      const answers: unknown[] = [];
      const details = { requestingUrl: 'app://lineside/' };
      handler('request')({}, name, (answer: unknown) => answers.push(answer), details);
      expect(answers).toEqual([false]);
      expect(handler('check')({}, name, 'app://lineside', {})).toBe(false);
      expect(handler('device')({ deviceType: name })).toBe(false);
    },
  );

  test.each(ours)("%s is our page's, and of no other", (name) => {
    for (const [url, may] of [
      ['app://lineside/', true],
      ['app://lineside.example/', false],
      ['https://example.com/', false],
    ] as const) {
      const answers: unknown[] = [];
      const answer = (said: unknown) => answers.push(said);
      handler('request')({}, name, answer, { requestingUrl: url });
      expect([url, answers]).toEqual([url, [may]]);
      expect(handler('check')({}, name, url, {})).toBe(may);
    }
  });

  test.each([
    ['app://lineside/', ['video'], true],
    ['app://lineside/', ['audio'], false],
    ['app://lineside/', ['video', 'audio'], false],
    ['app://lineside/', [], false],
    ['app://lineside.example/', ['video'], false],
    ['https://example.com/', ['video'], false],
    ['', ['video'], false],
  ] as const)('a camera: %s asks for %j, answer %s', (requestingUrl, mediaTypes, expected) => {
    const answers: unknown[] = [];
    const answer = (given: unknown) => answers.push(given);
    handler('request')({}, 'media', answer, { requestingUrl, mediaTypes });
    expect(answers).toEqual([expected]);
    if (mediaTypes.length === 1) {
      const [mediaType] = mediaTypes;
      expect(handler('check')({}, 'media', requestingUrl, { mediaType })).toBe(expected);
    }
  });

  test('the screen is not given away, and a page reaches nothing but itself', () => {
    const answers: unknown[] = [];
    handler('display')({}, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([null]);
    const cancelled = (url: string) => {
      let cancel: unknown;
      handler('beforeRequest')({ url }, (answer: { cancel: boolean }) => {
        cancel = answer.cancel;
      });
      return cancel;
    };
    expect(cancelled('https://example.com/')).toBe(true);
    expect(cancelled('file:///etc/passwd')).toBe(true);
    expect(cancelled('ws://127.0.0.1:1/')).toBe(true);
    expect(cancelled('app://lineside/assets/app.js')).toBe(false);
    expect(cancelled('data:image/png;base64,')).toBe(false);
  });
});

test('what the page made is saved, and nothing else that a link names', () => {
  const saved = (url: string) => {
    const preventDefault = vi.fn();
    const handler = electron.sessionHandlers.get('will-download') as (...a: unknown[]) => unknown;
    handler({ preventDefault }, { getURL: () => url }, window.webContents);
    return preventDefault.mock.calls.length === 0;
  };
  expect(saved('blob:app://lineside/2f0d8a3e-0000-4000-8000-000000000000')).toBe(true);
  for (const url of [
    'https://example.com/setup.exe',
    'file:///etc/passwd',
    'data:application/octet-stream,x',
    'app://lineside/index.html',
    'blob:https://example.com/x',
    'blob:app://lineside.example/x',
    'blob:null/x',
    '',
  ]) {
    expect([url, saved(url)]).toEqual([url, false]);
  }
});

describe('app://', () => {
  const load = (url: string, method = 'GET') =>
    electron.protocol.handler!({ url, method } as Request);

  test('serves the page with the policy of the browser host', async () => {
    const page = await load('app://lineside/');
    const nonce = /content="([\w-]{22})"/.exec(await page.text())?.[1];
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}';`,
    );
  });

  test.each([
    'app://other/index.html',
    'app://lineside/..%2fsecret.js',
    'app://lineside/%2e%2e/secret.js',
    'app://lineside//etc/passwd',
    'app://lineside/assets/link.js',
    'app://lineside/.env',
    'app://lineside.evil/index.html',
  ])('%s is not there', async (url) => {
    const page = await load(url);
    expect(page.status).toBe(404);
    expect(await page.text()).not.toContain(canary);
  });

  test('can be read only', async () => {
    expect((await load('app://lineside/', 'POST')).status).toBe(405);
  });
});

describe('the door', () => {
  const call = (event: unknown, name: unknown, text: unknown) =>
    (electron.ipcMain.handlers.get('lineside:call') as (...a: unknown[]) => Promise<unknown>)(
      event,
      name,
      text,
    );
  const ours = () => ({ sender: window.webContents, senderFrame: window.webContents.mainFrame });
  const strangers = (): [string, unknown][] => {
    const frame = window.webContents.mainFrame;
    const changedBy = (change: object) => {
      const sender = window.webContents;
      const changed = { ...frame, ...change };
      return { sender: Object.assign(Object.create(sender), { mainFrame: changed }), changed };
    };
    const elsewhere = changedBy({ origin: 'https://evil.example' });
    return [
      ['no frame', { ...ours(), senderFrame: null }],
      ['a frame inside', { ...ours(), senderFrame: { ...frame, parent: frame } }],
      ['another top frame', { ...ours(), senderFrame: { ...frame } }],
      ['another origin', { sender: elsewhere.sender, senderFrame: elsewhere.changed }],
      ['another window', { sender: new electron.StandInContents(), senderFrame: frame }],
    ];
  };

  beforeEach(() => {
    line.calls.length = 0;
  });

  test('lets our window call, as JSON text', async () => {
    const reply = await call(ours(), 'state.get', '{"a":1}');
    expect(reply).toEqual({ ok: true, value: line.state });
    expect(line.calls).toEqual([{ name: 'state.get', input: { a: 1 }, role: 'admin' }]);
  });

  test('answers junk with a problem and passes none of it on', async () => {
    for (const junk of [undefined, null, 7, {}, '{', '', new Map()]) {
      const reply = await call(ours(), 'state.get', junk);
      expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-input' } });
    }
    const large = await call(ours(), 'state.get', ' '.repeat(300_000));
    expect(large).toMatchObject({ ok: false, problem: { code: 'input-too-large' } });
    expect(line.calls).toEqual([]);
  });

  test('refuses strangers as if it were not there, and they hear nothing', async () => {
    for (const [who, event] of strangers()) {
      await expect(call(event, 'state.get', '{}'), who).rejects.toThrow(
        "No handler registered for 'lineside:call'",
      );
      electron.ipcMain.emit('lineside:watch', event);
    }
    expect(line.calls).toEqual([]);
    // The host itself: it follows kiosk mode.
    expect(line.listeners.size).toBe(1);
  });

  test('gives our window the whole state at once, after each change, and in one voice', () => {
    const { webContents } = window;
    webContents.sent.length = 0;
    electron.ipcMain.emit('lineside:watch', ours());
    electron.ipcMain.emit('lineside:watch', ours());
    expect(line.listeners.size).toBe(2);
    line.change({ ...line.state, version: 'second' });
    expect(webContents.sent.map(([, state]) => (state as State).version)).toEqual([
      'first',
      'first',
      'second',
    ]);
    webContents.emit('destroyed');
    expect(line.listeners.size).toBe(1);
  });

  test('is the only one', () => {
    expect([...electron.ipcMain.handlers.keys()]).toEqual(['lineside:call']);
    expect(electron.ipcMain.eventNames()).toEqual(['lineside:watch']);
  });
});

describe('the key ring', async () => {
  const { electronKeyring } = await import('../../main/hosts/electron-keyring.ts');
  const storage = (backend: string) =>
    ({
      ...electron.safeStorage,
      getSelectedStorageBackend: () => backend,
    }) as unknown as Parameters<typeof electronKeyring>[0];

  test('of Linux without a secret service counts as none', () => {
    expect(electronKeyring(storage('basic_text'), 'linux').available()).toBe(false);
    expect(electronKeyring(storage('unknown'), 'linux').available()).toBe(false);
  });

  test('names its backend and gives back what it was given', () => {
    const keyring = electronKeyring(storage('gnome_libsecret'), 'linux');
    const key = new Uint8Array([0, 1, 254, 255]);
    expect([keyring.backend, keyring.available()]).toEqual(['gnome_libsecret', true]);
    expect([...keyring.unwrap(keyring.wrap(key))]).toEqual([...key]);
    expect(electronKeyring(storage('x'), 'win32').backend).toBe('dpapi');
    expect(electronKeyring(storage('x'), 'darwin').backend).toBe('keychain');
  });

  test('is handed to the station, with the settings', () => {
    expect(opened.options[0]?.['folder']).toBe(`${folder}/data`);
    const { keyring, settings } = opened.options[0] as {
      keyring: { backend: string };
      settings: { get(): unknown; set(value: unknown): void };
    };
    expect(keyring.backend).toBe(
      process.platform === 'linux' ? 'gnome_libsecret' : keyring.backend,
    );
    expect(settings.get()).toBeNull();
    settings.set({ language: 'zh-CN' });
    expect(settings.get()).toEqual({ language: 'zh-CN' });
  });
});

test('the clipboard is handed to the station, to take a copied secret off again', async () => {
  const { clipboard } = opened.options[0] as {
    clipboard: { text(): Promise<string>; clear(): void };
  };
  expect(await clipboard.text()).toBe('copied');
  clipboard.clear();
  expect(electron.clipboard.clear).toHaveBeenCalledOnce();
});

test('quitting waits until the station is closed', async () => {
  const close = vi.spyOn(line, 'close');
  const preventDefault = vi.fn();
  electron.app.emit('will-quit', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  await expect.poll(() => electron.app.quit.mock.calls.length).toBe(1);
  electron.app.emit('will-quit', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(close).toHaveBeenCalledOnce();
});
