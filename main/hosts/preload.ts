import { contextBridge, ipcRenderer } from 'electron';
import type { Transport } from '../../shared/client.ts';
import type { State } from '../../shared/models/state.ts';

/**
 * The window's end of the wire: two named functions and nothing of Electron's own. Bundled to one
 * CommonJS file, because a sandboxed preload may require nothing but `electron`; hence its own words
 * for the one problem that can arise here.
 */

const unreachable = {
  ok: false,
  problem: {
    code: 'internal',
    message: 'The window cannot reach the station. Start Lineside again.',
    params: { where: 'window' },
  },
};

const listeners = new Set<(state: State) => void>();
let latest: State | null = null;

ipcRenderer.on('lineside:watch', (_event, state: State) => {
  latest = state;
  for (const listener of listeners) listener(state);
});

const lineside: Transport = {
  async call(name, input) {
    try {
      return await ipcRenderer.invoke('lineside:call', name, JSON.stringify(input) ?? 'null');
    } catch {
      return unreachable;
    }
  },
  watch(listener) {
    // Wrapped, so that one function given twice is two guests, each leaving for itself.
    const guest = (state: State) => listener(state);
    if (listeners.size === 0) ipcRenderer.send('lineside:watch');
    else if (latest) guest(latest);
    listeners.add(guest);
    return () => listeners.delete(guest);
  },
};

contextBridge.exposeInMainWorld('lineside', lineside);
