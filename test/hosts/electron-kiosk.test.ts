import { beforeAll, expect, test, vi } from 'vitest';
import { sampleImport } from '../support/pretend-imports.ts';
import * as electron from './electron-stand-in.ts';
import { FakeLine, pageFolder } from './support.ts';

/** What the host says to Electron for kiosk mode: a harness, no Electron was run. */

const line = new FakeLine();
const folder = pageFolder();
vi.mock('electron', () => import('./electron-stand-in.ts'));
vi.mock('electron-store', () => ({
  default: class {
    size = 0;
  },
}));
vi.mock('../../main/hosts/open-line.ts', () => ({
  openLine: async () => ({ ok: true, value: line }),
}));
vi.mock('../../main/hosts/places.ts', () => ({
  rendererFolder: () => folder,
  preloadFile: () => '/the/preload.cjs',
}));
vi.mock('../../main/hosts/world.ts', () => ({ defaultFolder: () => `${folder}/data` }));

let window: electron.BrowserWindow;
beforeAll(async () => {
  line.state = { ...line.state, kiosk: { on: true, pin: true } };
  await import('../../main/hosts/electron.ts');
  window = await vi.waitUntil(() => electron.BrowserWindow.all[0]);
});

const close = () => {
  const preventDefault = vi.fn();
  window.emit('close', { preventDefault });
  return preventDefault.mock.calls.length === 1;
};

test('a kiosk fills the screen, does not close and shows no tools; left, it is a window again', () => {
  expect(window.options).toMatchObject({ kiosk: true });
  expect(close()).toBe(true);
  window.webContents.emit('devtools-opened');
  expect(window.webContents.closeDevTools).toHaveBeenCalledOnce();

  line.change({ ...line.state, kiosk: { on: false, pin: false } });
  expect(window.setKiosk).toHaveBeenLastCalledWith(false);
  expect(close()).toBe(false);
  window.webContents.emit('devtools-opened');
  expect(window.webContents.closeDevTools).toHaveBeenCalledOnce();

  line.change({ ...line.state, kiosk: { on: true, pin: true } });
  expect(window.setKiosk).toHaveBeenLastCalledWith(true);
  expect(close()).toBe(true);
});

test('the taskbar shows how far a file is that is being imported', () => {
  const running = { ...sampleImport, state: 'running' as const, total: 10_000 };
  const counts = { ...running.counts, rows: 2_500 };
  line.change({ ...line.state, imports: [{ ...running, counts }] });
  expect(window.setProgressBar).toHaveBeenLastCalledWith(0.25);
  line.change({ ...line.state, imports: [{ ...running, counts, state: 'done' }] });
  expect(window.setProgressBar).toHaveBeenLastCalledWith(-1);
});
