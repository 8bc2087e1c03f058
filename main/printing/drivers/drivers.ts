import { join } from 'node:path';
import {
  folderPrinter,
  type PrinterHealth,
  type PrinterSettings,
  type StationPrinter,
} from '../../../shared/models/printer.ts';
import type { Light } from '../../../shared/models/state.ts';
import { backoff } from '../../sync/backoff.ts';
import { processTimers, type Timers } from '../../timers.ts';
import type { Timer } from '../../world.ts';
import type { PrinterDriver } from '../driver.ts';
import { createDriver } from './create-driver.ts';
import type { PagePrinter } from './page.ts';

/** All printers of the station, and how they are. */
export interface Drivers {
  /** Null: there is no such printer. Jobs and questions to one printer wait for each other. */
  get(id: string): PrinterDriver | null;
  /** All but the folder, which prints by itself. */
  ids(): string[];
  /** The printer that labels come from as units turn green. */
  automatic(): string;
  settings(id: string): PrinterSettings | null;
  states(): StationPrinter[];
  /** Of the status bar: the worst of all printers but the folder. */
  light(): Light | null;
  /** Asks the printer now; null where there is none. */
  look(id: string): Promise<PrinterHealth | null>;
  /** What there is from now on; printers that stay as they were keep their connection. */
  use(printers: readonly PrinterSettings[]): void;
  /** Looks at each printer again and again from now on. */
  watch(): void;
  close(): Promise<void>;
}

/** Between two looks at a printer that is well, and the longest wait after failures, milliseconds. */
const calmMs = 15_000;
const longestMs = 60_000;
const firstMs = 2000;

interface Entry {
  settings: PrinterSettings;
  driver: PrinterDriver;
  health: PrinterHealth | null;
  failures: number;
  timer?: Timer;
}

export function createDrivers(needs: {
  /** The station's data folder. */
  folder: string;
  printers: readonly PrinterSettings[];
  newId(): string;
  now(): number;
  /** 0..1. */
  chance(): number;
  onChange(): void;
  pagePrinter?: PagePrinter | null;
  create?: typeof createDriver | undefined;
  timers?: Timers | undefined;
}): Drivers {
  const { create = createDriver, timers = processTimers } = needs;
  let entries = new Map<string, Entry>();
  let watching = false;

  const start = (settings: PrinterSettings): Entry => ({
    settings,
    driver: inTurn(
      create(settings, {
        folder: join(needs.folder, 'labels'),
        newId: needs.newId,
        pagePrinter: needs.pagePrinter ?? null,
      }),
    ),
    health: null,
    failures: 0,
  });

  function stop(entry: Entry): Promise<void> {
    entry.timer?.cancel();
    return entry.driver.close();
  }

  async function look(entry: Entry): Promise<PrinterHealth> {
    const found = { ...(await entry.driver.status()), at: needs.now() };
    const differs =
      JSON.stringify({ ...entry.health, at: 0 }) !== JSON.stringify({ ...found, at: 0 });
    entry.health = found;
    entry.failures = found.ready ? 0 : entry.failures + 1;
    if (differs && entries.get(entry.settings.id) === entry) needs.onChange();
    return found;
  }

  /** A printer that is out of paper is looked at soon; one that stays away less and less often. */
  function again(entry: Entry): void {
    if (!watching || entries.get(entry.settings.id) !== entry) return;
    const { failures } = entry;
    const waits =
      failures === 0 ? calmMs : firstMs + backoff(failures, needs.chance(), longestMs - firstMs);
    const lookAgain = () => void look(entry).finally(() => again(entry));
    entry.timer = timers.after(waits, lookAgain).unref();
  }

  function use(printers: readonly PrinterSettings[]): void {
    const next = new Map<string, Entry>();
    for (const settings of printers) {
      const was = entries.get(settings.id);
      const same = was && JSON.stringify(was.settings) === JSON.stringify(settings);
      next.set(settings.id, same ? was : start(settings));
    }
    const gone = [...entries.values()].filter((entry) => next.get(entry.settings.id) !== entry);
    const fresh = [...next.values()].filter((entry) => entries.get(entry.settings.id) !== entry);
    entries = next;
    for (const entry of gone) void stop(entry);
    if (watching) for (const entry of fresh) void look(entry).finally(() => again(entry));
    needs.onChange();
  }
  for (const settings of needs.printers) entries.set(settings.id, start(settings));

  return {
    get: (id) => entries.get(id)?.driver ?? null,
    ids: () => [...entries.keys()].filter((id) => id !== folderPrinter.id),
    automatic: () =>
      [...entries.values()].find(({ settings }) => settings.automatic)?.settings.id ??
      folderPrinter.id,
    settings: (id) => entries.get(id)?.settings ?? null,
    states: () => [...entries.values()].map(({ settings, health }) => ({ ...settings, health })),
    light() {
      const others = [...entries.values()].filter(({ settings }) => settings.way.kind !== 'folder');
      const bad = others.find(({ health }) => health && !health.ready && health.problem);
      const soon = bad ?? others.find(({ health }) => health?.problem);
      const found = soon?.health?.problem;
      return found ? { level: bad ? 'bad' : 'warn', problem: found } : null;
    },
    async look(id) {
      const entry = entries.get(id);
      return entry ? look(entry) : null;
    },
    use,
    watch() {
      watching = true;
      for (const entry of entries.values()) void look(entry).finally(() => again(entry));
    },
    async close() {
      watching = false;
      await Promise.all([...entries.values()].map(stop));
    },
  };
}

/** One thing at a time: most printers take a single connection, and answers must not mix. */
function inTurn(driver: PrinterDriver): PrinterDriver {
  let last: Promise<unknown> = Promise.resolve();
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  return {
    language: driver.language,
    repeatable: driver.repeatable ?? false,
    send: (job, signal) => next(() => driver.send(job, signal)),
    status: () => next(() => driver.status()),
    close: () => driver.close(),
  };
}
