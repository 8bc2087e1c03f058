import { readdirSync, statSync } from 'node:fs';
import { arch, cpus, freemem, platform, release, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import type { AppParts } from '../app.ts';
import { auditHead } from '../store/audit.ts';
import { examine } from '../store/doctor.ts';
import { listOperations, queueCounts } from '../store/operations.ts';
import { openPrintJobs } from '../store/print-jobs.ts';
import { clockOffset } from './clock-offset.ts';

/** Longest that a port or a printer is waited for, in milliseconds. */
const patience = 4000;
/** Parked operations that are named. */
const mostParked = 50;
/** Print jobs that are not over. */
const mostJobs = 50;

const orLate = <T>(work: Promise<T>, late: T): Promise<T> =>
  Promise.race([
    work.catch(() => late),
    new Promise<T>((done) => setTimeout(done, patience, late).unref()),
  ]);

/** What is told of the station, one value a file; the files get their secrets taken out by whoever writes them. */
const told: Record<string, (parts: AppParts) => unknown> = {
  about,
  settings({ settings, vault }) {
    return { ...settings.get(), vault: { state: vault.state(), backend: vault.backend() } };
  },
  checks: ({ store }) => examine(store),
  queue: ({ store, sync }) => ({
    counts: queueCounts(store.db),
    sync: sync.state(),
    parked: listOperations(store.db, { states: ['parked'], after: 0, limit: mostParked }),
  }),
  ports: async ({ world, intake, units }) => ({
    ports: await orLate(world.ports.list(), []),
    usb: await orLate(world.usb.list(), null),
    scanners: intake.states(),
    units: units.states(),
  }),
  printers: async ({ drivers, printing, store }) => ({
    health: Object.fromEntries(
      await Promise.all(
        drivers.ids().map(async (id) => [id, await orLate(drivers.look(id), null)] as const),
      ),
    ),
    printers: drivers.states(),
    queue: printing.state(),
    jobs: openPrintJobs(store.db, mostJobs),
  }),
  clock: async ({ world, settings }) => ({
    now: new Date(world.clock.now()).toISOString(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(await clockOffset(world, settings.get().cloud?.url ?? null)),
  }),
  folder: ({ store }) => filesIn(store.folder),
};

/** What cannot be told says why: diagnostics are for the day on which something does not work. */
export async function diagnosticParts(parts: AppParts): Promise<[name: string, value: unknown][]> {
  const all: [string, unknown][] = [];
  for (const [name, tell] of Object.entries(told)) {
    try {
      all.push([`${name}.json`, await tell(parts)]);
    } catch (error) {
      all.push([`${name}.json`, { failed: error }]);
    }
  }
  return all;
}

function about({ world, store }: AppParts): object {
  const { node, v8, electron, chrome } = process.versions;
  return {
    lineside: world.version,
    versions: {
      node,
      v8,
      electron: electron ?? null,
      chromium: chrome ?? null,
      sqlite: store.db.prepare('SELECT sqlite_version()').pluck().get(),
      schema: store.db.pragma('user_version', { simple: true }),
    },
    station: { ...store.identity, findings: store.findings },
    audit: auditHead(store.db),
    machine: {
      platform: platform(),
      release: release(),
      arch: arch(),
      processors: cpus().length,
      memoryBytes: totalmem(),
      freeBytes: freemem(),
      upSeconds: Math.round(uptime()),
    },
    process: {
      upSeconds: Math.round(process.uptime()),
      residentBytes: process.memoryUsage().rss,
    },
    // Chromium's crash reports hold memory, and memory holds secrets: none are made.
    crashDumps: 'none are made',
  };
}

/** Names and sizes; never what is in them. */
function filesIn(folder: string): { name: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .slice(0, 1000)
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
      return { name: path.slice(folder.length + 1), bytes: size };
    });
}
