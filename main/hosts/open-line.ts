import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../../shared/models/state.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { type App, createApp } from '../app.ts';
import type { Line } from '../line.ts';
import type { PagePrinter } from '../printing/drivers/page.ts';
import { makeFolder, writeFileWhole } from '../store/files.ts';
import type { Clipboard, DemoRig, Keyring, Ports, SettingsStore } from '../world.ts';
import type { Fork } from './cloud-process.ts';
import { type DemoLine, startDemoLine } from './demo/demo-line.ts';
import { machineWorld, stderrLog } from './world.ts';

export interface LineOptions {
  folder: string;
  keyring?: Keyring;
  settings?: SettingsStore;
  /** Kiosk mode on or off, as whoever starts the station wants it; else as it was. */
  kiosk?: { on: boolean; pin?: string } | undefined;
  /** How this host starts the demo's cloud, where Node's own fork will not do. */
  fork?: Fork;
  /** How this host opens ports, where starting their processes needs another way than Node's. */
  ports?: Ports;
  /** The machine's clipboard, where this host can read it. */
  clipboard?: Clipboard;
  /** The system's printers, where this host has a window to print with. */
  pagePrinter?: PagePrinter;
}

/**
 * Opens the station in `folder` for a host with windows, with the demo line one call away. Exactly one
 * of the two is open at any time, each in its own folder: a demo read can never become a real device.
 * Whoever watches goes on watching across the change.
 */
export async function openLine(options: LineOptions): Promise<Result<Line>> {
  const { folder } = options;
  const demoFolder = join(folder, 'demo');
  const marker = join(demoFolder, 'open');
  const listeners = new Set<(state: State) => void>();
  let demo: DemoLine | null = null;
  let current: App | null = null;
  let unwatch: () => void = () => {};
  let moving: Promise<Result<object>> | null = null;
  let changed = () => {};

  const rig = (state: DemoRig['state']): DemoRig => ({
    state,
    start: () => move(enter),
    leave: () => move(leave),
    set: (change) => demo?.rig.set(change) ?? fail('demo-unavailable', { detail: 'not open' }),
    scan: (kind) => demo?.rig.scan(kind) ?? fail('demo-unavailable', { detail: 'not open' }),
    onChange: (listener) => {
      changed = listener;
    },
  });

  async function openReal(): Promise<Result<App>> {
    const world = machineWorld({
      folder,
      keyring: options.keyring,
      settings: options.settings,
      ports: options.ports,
      pagePrinter: options.pagePrinter,
      clipboard: options.clipboard,
      demo: rig(() => null),
    });
    return world.ok ? createApp(world.value, { live: true }) : world;
  }

  /** One change at a time: a second click waits for the first one's outcome. */
  function move(step: () => Promise<Result<object>>): Promise<Result<object>> {
    moving ??= step().finally(() => {
      moving = null;
    });
    return moving;
  }

  function show(app: App): void {
    current = app;
    unwatch();
    unwatch = app.watch((state) => {
      for (const listener of listeners) listener(state);
    });
  }

  async function enter(): Promise<Result<object>> {
    if (demo) return ok({});
    const real = current;
    const started = await startDemoLine(demoFolder, rig, () => changed(), options.fork);
    if (!started.ok) return started;
    demo = started.value;
    show(demo.app);
    await real?.close();
    makeFolder(demoFolder);
    writeFileWhole(marker, '');
    return ok({});
  }

  async function leave(): Promise<Result<object>> {
    if (!demo) return ok({});
    const real = await openReal();
    if (!real.ok) return real;
    const was = demo;
    demo = null;
    show(real.value);
    rmSync(marker, { force: true });
    await was.close();
    return ok({});
  }

  const real = await openReal();
  if (!real.ok) return real;
  if (options.kiosk) {
    const { kiosk } = real.value.parts;
    const by = 'start of the station';
    const { on, pin } = options.kiosk;
    const moved = on ? await kiosk.enter(pin, by) : kiosk.end(by);
    if (!moved.ok) {
      await real.value.close();
      return moved;
    }
  }
  show(real.value);
  if (existsSync(marker) && !real.value.parts.kiosk.state().on) {
    void move(enter).then((entered) => {
      if (!entered.ok) stderrLog.warn('the demo line did not open', { ...entered.problem });
    });
  }

  return ok({
    call: (name, input, caller) => (current as App).call(name, input, caller),
    watch(listener) {
      listeners.add(listener);
      // `watch` gives the state at once; the subscription above serves everybody afterwards.
      const stop = (current as App).watch(listener);
      stop();
      return () => listeners.delete(listener);
    },
    async close() {
      await moving?.catch(() => {});
      unwatch();
      listeners.clear();
      if (demo) await demo.close();
      else await current?.close();
    },
  });
}
