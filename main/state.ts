import type { PrinterState } from '../shared/models/printing.ts';
import type { Read } from '../shared/models/read.ts';
import type { Light, State } from '../shared/models/state.ts';
import { type Problem, problem } from '../shared/problems.ts';
import { countGroups, findGroup } from './catalog/catalog.ts';
import type { Destroying } from './commands/destroying.ts';
import type { Exporter } from './export/exporter.ts';
import type { Handover } from './handover/handover.ts';
import type { Importer } from './import/run/importer.ts';
import type { Intake } from './intake/intake.ts';
import type { Units } from './intake/units.ts';
import type { PrintQueue } from './labels/print-queue.ts';
import { lineState } from './line/line-state.ts';
import type { Makers } from './makers/makers.ts';
import type { Drivers } from './printing/drivers/drivers.ts';
import { mediaShort } from './printing/media-light.ts';
import { asSeen } from './printing/move-job.ts';
import type { Printers } from './printing/queue.ts';
import type { Backups } from './recovery/backups.ts';
import { readReport } from './recovery/finish.ts';
import type { Kiosk } from './security/kiosk.ts';
import type { Operators } from './security/operators.ts';
import type { Vault } from './security/vault.ts';
import type { SettingsKeeper } from './settings.ts';
import { currentBatch } from './store/batches.ts';
import { freeBytes } from './store/disk-problem.ts';
import { jobsShown } from './store/jobs.ts';
import { batchLedger } from './store/ledger.ts';
import { queueCounts } from './store/operations.ts';
import { openPrintJobs } from './store/print-jobs.ts';
import type { Store } from './store/store.ts';
import { isGone } from './store/undoable.ts';
import type { Sync } from './sync/sync.ts';
import type { World } from './world.ts';

/** Below this much free space, in bytes, the disk light warns; below the other it is red. */
const littleSpace = 1024 ** 3;
const noSpace = 64 * 1024 ** 2;

/** Print jobs that every screen sees. */
const jobsInState = 10;

export interface Parts {
  world: World;
  store: Store;
  vault: Vault;
  settings: SettingsKeeper;
  sync: Sync;
  intake: Intake;
  units: Units;
  printing: PrintQueue;
  drivers: Drivers;
  printerStates(): PrinterState[];
  printers: Pick<Printers, 'get'>;
  makers: Pick<Makers, 'state'>;
  lastReads: readonly Read[];
  operators: Operators;
  destroying: Destroying;
  backups: Backups;
  importer: Pick<Importer, 'shown'>;
  exporter: Pick<Exporter, 'shown'>;
  handover: Pick<Handover, 'state'>;
  kiosk: Kiosk;
}

/** The whole small State, made afresh from what is true now. */
export function makeState(parts: Parts): State {
  const { world, store, settings, sync } = parts;
  const { preferences, cloud } = settings.get();
  const batch = currentBatch(store.db);
  const scanners = parts.intake.states();
  const printing = parts.printing.state();
  const syncing = sync.state();
  const demo = world.demo?.state() ?? null;
  const diskFreeBytes = freeBytes(store.folder);
  const printer = { printer: parts.drivers.automatic(), waiting: printing.pending };
  const short = batch && mediaShort(store.db, batch, printer);
  return {
    version: world.version,
    stationId: store.identity.stationId,
    preferences,
    mode: demo ? 'demo' : 'real',
    demoAvailable: world.demo !== null,
    demo,
    lights: {
      cloud: cloudLight(cloud !== null, syncing),
      scanner: scannerLight(scanners),
      printer: printing.problem
        ? light('bad', printing.problem)
        : (parts.drivers.light() ?? (short ? light('warn', short) : light('ok'))),
      disk: diskLight(diskFreeBytes, store.findings),
    },
    diskFreeBytes,
    queue: queueCounts(store.db),
    sync: {
      link: cloud,
      busy: syncing.busy,
      paused: syncing.paused,
      nextTryAt: syncing.nextTryAt,
      lastSuccessAt: syncing.lastSuccessAt,
    },
    batch: batch && {
      ...batch,
      groupName: findGroup(store.db, batch.groupId)?.name ?? batch.groupId,
      now: lineState(store.db, batch, world.clock.now()),
    },
    maker: parts.makers.state(),
    reads: parts.lastReads.map((read) => (isGone(store.db, read) ? { ...read, gone: true } : read)),
    scanners,
    units: parts.units.states(),
    printers: parts.drivers.states(),
    handover: parts.handover.state(),
    imports: parts.importer.shown(),
    exports: parts.exporter.shown(),
    jobs: jobsShown(store.db, world.clock.now()),
    printing: {
      pending: printing.pending,
      printed: printing.printed,
      lastFile: printing.lastFile,
      jobs: openPrintJobs(store.db, jobsInState).map((job) => asSeen(job, parts.printers)),
      printers: parts.printerStates(),
      ledger: batch && batchLedger(store.db, batch.id),
    },
    toDestroy: { left: parts.destroying.left(), on: parts.destroying.on() },
    vault: { state: parts.vault.state(), backend: parts.vault.backend() },
    groups: countGroups(store.db),
    operator: parts.operators.onDuty(),
    operators: parts.operators.state(),
    kiosk: parts.kiosk.state(),
    backups: parts.backups.state(),
    recovery: readReport(store),
  };
}

const light = (level: Light['level'], why: Problem | null = null): Light => ({
  level,
  problem: why,
});

function cloudLight(linked: boolean, sync: ReturnType<Sync['state']>): Light {
  if (!linked) return light('off', problem('cloud-not-connected'));
  if (sync.paused) return light('bad', sync.problem);
  if (sync.problem) return light('warn', sync.problem);
  return light('ok');
}

function scannerLight(scanners: State['scanners']): Light {
  if (scanners.length === 0) return light('off');
  const away = scanners.filter((scanner) => !scanner.connected);
  const why = scanners.find((scanner) => scanner.problem)?.problem ?? null;
  if (away.length === 0) return why ? light('warn', why) : light('ok');
  return light(away.length === scanners.length ? 'bad' : 'warn', away[0]?.problem ?? null);
}

function diskLight(free: number | null, findings: readonly Problem[]): Light {
  if (findings[0]) return light('bad', findings[0]);
  if (free !== null && free < noSpace) return light('bad', problem('disk-full'));
  if (free !== null && free < littleSpace) {
    return light('warn', problem('disk-low', { free: Math.round(free / 1024 ** 2) }));
  }
  return light('ok');
}
