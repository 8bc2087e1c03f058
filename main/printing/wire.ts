import { join } from 'node:path';
import { folderPrinter } from '../../shared/models/printer.ts';
import { isOver, type PrinterState } from '../../shared/models/printing.ts';
import type { Problem } from '../../shared/problems.ts';
import { openFailedPictures } from '../labels/failed-pictures.ts';
import { openLabelFolder } from '../labels/label-folder.ts';
import { createPrintQueue, type PrintQueue } from '../labels/print-queue.ts';
import { createLabelPrinter } from '../labels/printer.ts';
import { labelRecords } from '../labels/records.ts';
import { createSurveyor } from '../labels/survival/surveyor.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { findPrintJob, type QueuedPiece } from '../store/print-jobs.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import type { Log } from '../world.ts';
import type { Drivers } from './drivers/drivers.ts';
import { createFolderDriver } from './drivers/folder.ts';
import { createHolds } from './holds.ts';
import { createPrintJobs } from './jobs.ts';
import { createMakeLabels } from './make-labels.ts';
import { createQueue, type Printers } from './queue.ts';
import { createRelease } from './release.ts';
import { createScanBack } from './scan-back.ts';
import { createSpooler, type MakeLabels, type MakePdf, type Release } from './spool.ts';

/** Printers beside the folder, and which one labels come from as units turn green. */
export type OtherPrinters = Pick<Drivers, 'get' | 'ids' | 'automatic' | 'settings' | 'close'>;

const folderId = folderPrinter.id;

/** Everything between a green read and paper, wired. */
export function wirePrinting(needs: {
  store: Store;
  folder: string;
  log: Log;
  now(): number;
  newId(): string;
  /** Who is on duty; null where nobody has to be. */
  operator(): string | null;
  stationName(): string;
  onChange(): void;
  drivers: OtherPrinters;
  /** Labels in the languages of label printers; as `make-labels.ts` makes them if not said. */
  make?: MakeLabels | undefined;
  /** What lets go of them; as `release.ts` does it if not said. */
  release?: Release | undefined;
  timers?: Timers | undefined;
}) {
  const { store, now, newId, log, onChange, drivers } = needs;
  const by = () => needs.operator() ?? 'station';
  const pictures = openFailedPictures(needs.folder, newId);
  const surveyor = createSurveyor();
  const printer = createLabelPrinter(pictures.keep);
  const labelFolder = openLabelFolder(needs.folder);
  const folderQueue = createPrintQueue({
    store,
    printer,
    folder: labelFolder,
    log,
    now,
    newId,
    by,
    stationName: needs.stationName,
    onChange,
  });
  const folder = createFolderDriver('pdf', join(needs.folder, 'labels'));
  const printers: Printers = {
    get: (id) => (id === folderId ? folder : drivers.get(id)),
    ids: () => [folderId, ...drivers.ids()],
  };
  const holds = createHolds(store);
  const records = (pieces: readonly QueuedPiece[]) =>
    labelRecords(
      store.db,
      pieces.map(({ device }) => device),
      needs.stationName(),
    );
  const makePdf: MakePdf = async (job, labels, file, watch) => {
    const design = anyDesign(store.db, job.template, job.version);
    if (!design.ok) return design;
    // Only the first labels of a job begin on the sheet that was half used.
    const skip = job.balance.printed + job.balance.applied === 0 ? job.skip : 0;
    const offset = drivers.settings(job.printer)?.offset;
    const options = { skip, ...(offset ? { offset } : {}) };
    const wish = { records: records(labels), count: labels.length, template: design.value };
    return printer.print({ ...wish, file, options }, watch);
  };
  const spooler = createSpooler({
    stationFolder: store.folder,
    make: needs.make ?? createMakeLabels(store.db, drivers.settings),
    makePdf,
    release:
      needs.release ??
      createRelease({ db: store.db, prove: printer.prove, settings: drivers.settings }),
    records,
    isOpen: (id) => !isOver(findPrintJob(store.db, id)?.state ?? 'voided'),
  });
  const queue = createQueue({
    store,
    printers,
    holds,
    spooler,
    by,
    now,
    log,
    onChange,
    timers: needs.timers,
  });
  const jobs = createPrintJobs({ store, printers, queue, holds, by, now, newId, onChange });
  const scanBack = createScanBack({
    store,
    now,
    by,
    stationName: needs.stationName,
    onChange,
    stopPrinters(why) {
      for (const id of printers.ids()) jobs.hold(id, why);
    },
  });

  function states(): PrinterState[] {
    const greens = drivers.automatic();
    return printers.ids().map((id) => {
      const { name, language } = drivers.settings(id) ?? folderPrinter;
      const [held, problem, making] = [holds.of(id), queue.problem(id), queue.making(id)];
      return { id, name, language, automatic: id === greens, held, problem, making };
    });
  }

  /** The first thing that keeps paper from coming. */
  function trouble(): Problem | null {
    const first = states().find(({ held, problem }) => held ?? problem);
    return first?.held ?? first?.problem ?? null;
  }

  function nudge(): void {
    const automatic = drivers.automatic();
    if (automatic === folderId) {
      if (!holds.of(folderId)) folderQueue.nudge();
    } else jobs.takeGreen(automatic);
    queue.nudge();
  }

  const printing: PrintQueue = {
    nudge,
    state() {
      const state = folderQueue.state();
      return { ...state, problem: trouble() ?? state.problem };
    },
    async again(label, who, reason) {
      const id = drivers.automatic();
      if (id === folderId) return folderQueue.again(label, who, reason);
      const { groupId, deviceSn, template } = label;
      const wish = { groupId, deviceSns: [deviceSn], template, printer: id, copies: 1 };
      const added = await jobs.add({ ...wish, collated: true, skip: 0, reason }, who);
      if (!added.ok) log.warn('a label could not be printed again', { code: added.problem.code });
    },
    async settle() {
      await folderQueue.settle();
      await queue.settle();
    },
    async stop() {
      await folderQueue.stop();
      await queue.stop();
      await drivers.close();
      await surveyor.close();
    },
  };

  return {
    printer,
    surveyor,
    pictures,
    labelFolder,
    printing,
    printers,
    printJobs: jobs,
    scanBack,
    printerStates: states,
  };
}
