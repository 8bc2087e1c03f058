import { labelsPerPage } from '../../shared/labels/paper.ts';
import { ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { namedDevices } from '../store/label-devices.ts';
import {
  isStillWanted,
  labelCounts,
  markFailed,
  nextPendingFile,
  type PendingFile,
} from '../store/labels.ts';
import { rowsOf } from '../store/printed-files.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../world.ts';
import { type LabelFolder, safeName } from './label-folder.ts';
import { countPrinted } from './print-job.ts';
import type { LabelPrinter } from './printer.ts';
import { labelRecords } from './records.ts';
import { anyDesign } from './templates/designs.ts';

/** Labels of single-label pages (rolls) are kept together in files of this many. */
const labelsPerRollFile = 50;

/** Prints the label of each accepted unit, as it comes, into a PDF that fills up. */
export interface PrintQueue {
  /** Something may be pending; without content, it is read from the database. */
  nudge(): void;
  state(): { pending: number; printed: number; lastFile: string | null; problem: Problem | null };
  /** One label again, because a person wants it; what keeps it from being made shows in `state`. */
  again(
    label: { groupId: string; deviceSn: string; template: string },
    by: string,
    reason: string,
  ): Promise<void>;
  /** Waits until nothing is pending or printing stopped with a problem. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export function createPrintQueue(needs: {
  store: Store;
  printer: LabelPrinter;
  folder: LabelFolder;
  log: Log;
  now(): number;
  newId(): string;
  /** Who is on duty, as it is written down. */
  by(): string;
  stationName(): string;
  onChange(): void;
}): PrintQueue {
  const { store, printer, folder } = needs;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let lastFile: string | null = folder.list()[0]?.file ?? null;
  let why: Problem | null = null;

  async function work(): Promise<void> {
    do {
      again = false;
      for (let next = pending(); next && !stopped; next = pending()) {
        const printed = await printFile(next);
        needs.onChange();
        if (!printed) break;
      }
    } while (again && !stopped);
  }

  const pending = () =>
    nextPendingFile(store.db, (id) => {
      const design = anyDesign(store.db, id);
      const perPage = design.ok ? labelsPerPage(design.value.paper) : 1;
      return perPage > 1 ? perPage : labelsPerRollFile;
    });

  /** Makes the PDF `file`; the version of the template that it was made with. */
  async function print(deviceIds: readonly number[], template: string, file: string) {
    const design = anyDesign(store.db, template);
    if (!design.ok) return design;
    const records = labelRecords(store.db, deviceIds, needs.stationName());
    const wish = { records, count: deviceIds.length, template: design.value };
    const pdf = await printer.print({ ...wish, file: folder.making(file) });
    return pdf.ok ? ok({ version: design.value.version }) : pdf;
  }

  /** False when nothing more can be printed for now. */
  async function printFile(made: PendingFile): Promise<boolean> {
    const number = String(made.page).padStart(3, '0');
    const file = `${safeName(made.batchTag)}-${made.batchId.slice(-6)}-${number}.pdf`;
    const printed = await print(made.deviceIds, made.template, file);
    if (stopped) return false;
    // A label that never leaves the printer need not be destroyed.
    if (!isStillWanted(store.db, made)) return true;
    if (!printed.ok) {
      why = printed.problem;
      needs.log.warn('labels could not be made', { code: printed.problem.code });
      store.write(() => markFailed(store.db, made));
      return true;
    }
    const kept = folder.keep(file);
    if (!kept.ok) {
      why = kept.problem;
      return false;
    }
    const marked = store.commit({
      type: 'labels-printed',
      at: needs.now(),
      by: needs.by(),
      groupId: made.groupId,
      deviceSns: [],
      rows: rowsOf(made.fresh),
      template: made.template,
      version: printed.value.version,
      file,
      reason: '',
      page: { batchId: made.batchId, page: made.page, labels: made.deviceIds.length },
    });
    why = marked.ok ? null : marked.problem;
    lastFile = file;
    return marked.ok;
  }

  async function printAgain(
    { groupId, deviceSn, template }: { groupId: string; deviceSn: string; template: string },
    by: string,
    reason: string,
  ): Promise<void> {
    const ids = namedDevices(store.db, groupId, [deviceSn]).map(({ id }) => id);
    const file = `again-${safeName(deviceSn)}-${needs.newId().slice(0, 13)}.pdf`;
    const printed = await print(ids, template, file);
    if (stopped) return;
    const done = printed.ok
      ? keep(file, { groupId, rows: rowsOf(ids), template, ...printed.value, by, reason })
      : printed;
    why = done.ok ? null : done.problem;
    needs.onChange();
  }

  /** Counted before it is there: a label that nobody knows of would never be missed. */
  function keep(
    file: string,
    printed: Omit<Parameters<typeof countPrinted>[1], 'file' | 'at'>,
  ): Result<object> {
    const counted = countPrinted(store, { at: needs.now(), file, ...printed });
    const kept = counted.ok ? folder.keep(file) : counted;
    if (kept.ok) lastFile = file;
    return kept;
  }

  const reprints = new Set<Promise<void>>();
  const reprintsOver = () => Promise.all(reprints);

  function nudge(): void {
    again = true;
    running ??= work()
      .catch((error) => needs.log.warn('printing failed', { error: String(error) }))
      .finally(() => {
        running = null;
        if (again && !stopped) nudge();
      });
  }

  return {
    nudge,
    state() {
      const { pending: waiting, printed, failed } = labelCounts(store.db);
      const lasting = failed > 0 ? problem('label-failed', { detail: `${failed}` }) : null;
      return { pending: waiting, printed, lastFile, problem: why ?? lasting };
    },
    again(label, by, reason) {
      const printing = printAgain(label, by, reason)
        .catch((error) => needs.log.warn('printing failed', { error: String(error) }))
        .finally(() => reprints.delete(printing));
      reprints.add(printing);
      return printing;
    },
    async settle() {
      await reprintsOver();
      while (running) await running;
    },
    async stop() {
      stopped = true;
      await reprintsOver();
      await running;
    },
  };
}
