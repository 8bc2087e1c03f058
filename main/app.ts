import type { Read } from '../shared/models/read.ts';
import { fail, ok, type Result } from '../shared/problems.ts';
import { createBatches } from './batches/batches.ts';
import { wireCommands } from './commands/wire.ts';
import { createActions } from './devices/actions.ts';
import { createCloudView } from './devices/cloud-view.ts';
import { createConflicts } from './devices/conflicts.ts';
import { createFreshen } from './devices/freshen.ts';
import { createIndexing } from './devices/indexing.ts';
import { createDispatch } from './dispatch.ts';
import { createExporter } from './export/exporter.ts';
import { makeHandlers } from './handlers/handlers.ts';
import { wireHandover } from './handover/wire.ts';
import { idMaker } from './ids.ts';
import { createImporter } from './import/run/importer.ts';
import { wireIntake } from './intake/wire.ts';
import { createAnswers } from './line/answers.ts';
import { createLineJudge } from './line/judge.ts';
import type { Line } from './line.ts';
import { createRedactor } from './log/redact.ts';
import { wireMakers } from './makers/wire.ts';
import { wirePrinting } from './printing/wire.ts';
import { wirePrinters } from './printing/wire-printers.ts';
import { openStation } from './recovery/open-station.ts';
import { wireKeeping } from './recovery/wire.ts';
import { createAudit } from './security/audit.ts';
import { createCopiedSecret } from './security/copied-secret.ts';
import { createKiosk } from './security/kiosk.ts';
import { createOperators } from './security/operators.ts';
import { createVault } from './security/vault.ts';
import { backupSettings, keepSettings } from './settings.ts';
import { makeState } from './state.ts';
import { createStation } from './station.ts';
import { diskProblem, isDiskError } from './store/disk-problem.ts';
import { lastReads, mostReadsShown } from './store/reads.ts';
import type { Store } from './store/store.ts';
import { chanceFrom } from './sync/backoff.ts';
import { createSync } from './sync/sync.ts';
import { timersOf } from './timers.ts';
import { createWatchers } from './watchers.ts';
import type { Timer, World } from './world.ts';

/** The station with its parts in hand, for hosts that go on where the two verbs end (the command line). */
export interface App extends Line {
  parts: ReturnType<typeof wire>['parts'];
}

/** After a read, the next one may come at any moment for so long, in milliseconds. */
const scanningMs = 10_000;

/** How often the line is looked at without a read. */
const lineTickMs = 1000;

/** How much of the station works by itself. */
export interface AppOptions {
  /** Opens scanners, prints and syncs by itself: a station. Without it: one command's worth of work. */
  live: boolean;
  /** A database that cannot be used is restored first; as `live` where it is left out. */
  mend?: boolean;
  /** Who answers for all that is read, where that is not who is on duty: the command line. */
  by?: string;
}

/** Opens the station in the world's folder and wires it up. The only wiring there is. */
export async function createApp(world: World, options: AppOptions): Promise<Result<App>> {
  const store = await openStation({
    folder: world.folder,
    mend: options.mend ?? options.live,
    second: backupSettings(world.settings).second,
    log: world.log,
    now: () => world.clock.now(),
    newId: idMaker(() => world.clock.now(), world.random),
  });
  if (!store.ok) return store;
  try {
    return ok(wire(world, store.value, options).app);
  } catch (error) {
    store.value.close();
    world.log.warn('the station could not be wired', { error: String(error) });
    return fail('internal', { where: 'start' });
  }
}

function wire(world: World, store: Store, options: AppOptions) {
  const now = () => world.clock.now();
  const newId = idMaker(now, world.random);
  const { log, redactor = createRedactor() } = world;
  const settings = keepSettings(world.settings, store.identity.stationId);
  const vault = createVault({ ...world, store, now, newId, know: redactor.know });
  const timers = timersOf(world.clock);
  const { steady } = timers;
  let lastReadAt = Number.NEGATIVE_INFINITY;
  const recent: Read[] = lastReads(store.db, mostReadsShown);
  const stationName = () => settings.get().preferences.stationName;
  const changed = () => watchers.changed();
  const common = { store, log, now, newId, timers, onChange: changed };

  const operators = createOperators({
    store,
    random: world.random,
    newId,
    now,
    steady,
    logOffMinutes: () => settings.get().logOffMinutes,
    onChange: changed,
    pinCost: world.pinCost,
  });
  const kiosk = createKiosk({ store, operators, now, onChange: changed });
  const operator = () => options.by ?? operators.by();
  const line = createLineJudge({ store, now, operator });
  const station = createStation({
    store,
    now,
    newId,
    stationName,
    operator,
    claims: [
      (text, source) => handover.claim(text, source),
      operators.claim,
      (text, source) => commanding.claim(text, source) ?? paper.scanBack.claim(text, source),
    ],
    bars: (text) => handover.bars(text) ?? operators.bars(text) ?? commanding.bars(text),
    line,
    onRead(read) {
      lastReadAt = steady();
      recent.unshift(read);
      recent.length = Math.min(recent.length, mostReadsShown);
      changed();
      if (read.verdict === 'accepted' && options.live) {
        printing.nudge();
        sync.nudge();
      }
    },
  });
  const batches = createBatches({
    store,
    station,
    now,
    newId,
    by: operator,
    mayMake: (groupId, tag) => making.makers.ready(groupId, tag),
    onChange() {
      changed();
      making.leases.nudge();
    },
  });
  const drivers = wirePrinters({ world, settings, newId, onChange: changed });
  const paper = wirePrinting({
    ...common,
    drivers,
    folder: world.folder,
    operator,
    stationName,
    make: world.paper?.make,
    release: world.paper?.release,
  });
  const { printer, printing } = paper;
  const sync = createSync({
    ...common,
    vault,
    http: world.http,
    link: () => settings.get().cloud,
    stationName,
    chance: chanceFrom(world.random),
    onCatalog: () => station.forget(),
  });
  const making = wireMakers({ ...common, station, sync, settings });
  const { turn, intake, units } = wireIntake({ world, station, operators, now, onChange: changed });
  const view = createCloudView({ store, cloud: sync.cloud, now, onChange: changed });
  const nudge = () => {
    if (options.live) sync.nudge();
  };
  const freshen = createFreshen({ ...common, cloud: sync.cloud });
  const actions = createActions({ ...common, freshen, nudge });
  const scanning = () => steady() - lastReadAt < scanningMs;
  const importer = createImporter({
    store,
    now,
    newId,
    log,
    freshen,
    scanning,
    cloudSeenAt: () => sync.state().lastSuccessAt,
    onChange: changed,
    nudge() {
      nudge();
      if (options.live) printing.nudge();
    },
  });
  const commanding = wireCommands({
    ...{ store, now, newId, nudge, batches, printing, operators, operator },
    folder: world.folder,
    random: world.random,
    onChange: changed,
    act: (request, by) => actions.act(request, by),
    makers: () => making.makers,
  });
  const keeping = wireKeeping({ store, world, settings, sync, stationName, scanning, changed });
  const audit = createAudit(store, now);
  const handover = wireHandover({
    ...{ store, vault, audit, batches, settings, sync, stationName, now, station },
    random: world.random,
    onChange: changed,
    onCatalog: station.forget,
  });
  const conflicts = createConflicts({ store, view, now, newId, onChange: changed, nudge });
  const parts = {
    world,
    store,
    audit,
    handover,
    vault,
    copiedSecret: createCopiedSecret({ clipboard: world.clipboard ?? null, timers, log }),
    redactor,
    settings,
    station,
    batches,
    answers: createAnswers({ store, now, onChange: changed }),
    line,
    ...paper,
    drivers,
    sync,
    intake,
    operators,
    kiosk,
    units,
    view,
    actions,
    importer,
    exporter: createExporter(common),
    ...keeping.parts,
    conflicts,
    ...making,
    ...commanding,
    lastReads: recent,
    newId,
    changed,
  };
  const indexing = createIndexing({ store, log, live: options.live, timers });
  const watchers = createWatchers(() => makeState(parts), indexing.nudge, timers);
  const dispatch = createDispatch(
    makeHandlers(parts),
    log,
    (error) => (isDiskError(error) ? diskProblem(error, world.folder) : null),
    operators,
    kiosk,
  );
  world.demo?.onChange(changed);
  if (options.live) {
    log.info('opened', { version: world.version, findings: store.findings });
    intake.use(settings.get().scanners);
    units.use(settings.get().units);
    drivers.watch();
    printing.nudge();
    void paper.printJobs.goOn();
    sync.start();
    making.leases.start();
    importer.resume();
    keeping.start();
  }
  actions.resume();
  // A unit that lacks a code is spoken of although nothing is scanned.
  let clock: Timer | null = null;
  function tick(): void {
    clock = timers.after(lineTickMs, tick).unref();
    line.tick((why, source) => void station.misread(why, source));
  }
  if (options.live) clock = timers.after(lineTickMs, tick).unref();
  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    clock?.cancel();
    indexing.stop();
    intake.close();
    units.close();
    turn.end();
    watchers.close();
    operators.close();
    await parts.copiedSecret.close();
    making.makers.cancel();
    await making.makers.settled();
    await making.leases.stop();
    await keeping.stop();
    await Promise.all([importer.stop(), parts.exporter.stop()]);
    await actions.stop();
    await sync.stop();
    await printing.stop();
    await printer.close();
    store.close();
    if (options.live) log.info('closed');
  }
  const app: App = {
    parts,
    call: dispatch,
    watch: watchers.watch,
    close: () => (closing ??= closeAll()),
  };
  return { app, parts };
}

export type AppParts = App['parts'];
