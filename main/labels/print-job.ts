import { fail, ok, type Result } from '../../shared/problems.ts';
import { findGroup } from '../catalog/catalog.ts';
import { batchByTag } from '../store/batches.ts';
import type { Rows } from '../store/events-printing.ts';
import { devicesForLabels, type LabelDevice, namedDevices } from '../store/label-devices.ts';
import { printedBefore } from '../store/print-jobs.ts';
import { rowsOf } from '../store/printed-files.ts';
import type { Store } from '../store/store.ts';
import type { LabelPrinter } from './printer.ts';
import { labelRecords } from './records.ts';
import { anyDesign } from './templates/designs.ts';

/** A print that a person asked for: devices by SN, or a whole batch, or a whole group. */
export interface PrintJob {
  groupId: string;
  batchTag?: string | undefined;
  deviceSns?: readonly string[] | undefined;
  template: string;
  /** Why labels that were printed before are printed again. */
  reason: string;
}

/** Makes the PDF at `file`; problems: those of `collectToPrint` and of `LabelPrinter.print`. */
export async function makePdf(
  store: Store,
  printer: LabelPrinter,
  job: PrintJob,
  { stationName, file }: { stationName: string; file: string },
): Promise<Result<{ labels: number; rows: Rows; version: number }>> {
  const design = anyDesign(store.db, job.template);
  if (!design.ok) return design;
  const found = collectToPrint(store, job);
  if (!found.ok) return found;
  const { rows, devices } = found.value;
  const ids = devices.map(({ id }) => id);
  const records = labelRecords(store.db, ids, stationName);
  const wish = { records, count: ids.length, template: design.value, file };
  const pdf = await printer.print(wish);
  const { version } = design.value;
  return pdf.ok ? ok({ labels: ids.length, rows, version }) : pdf;
}

/** Counts them before they are on paper: a label that nobody knows of would never be missed. */
export function countPrinted(
  store: Store,
  printed: {
    groupId: string;
    template: string;
    /** Of the template. */
    version: number;
    rows: Rows;
    file: string;
    at: number;
    by: string;
    reason?: string;
  },
): Result<object> {
  return store.commit({ type: 'labels-printed', reason: '', deviceSns: [], ...printed });
}

/**
 * What `collect` gives, where it may be printed: `reprint-reason` where a label of these was printed before and no
 * reason is given.
 */
export function collectToPrint(store: Store, job: PrintJob): ReturnType<typeof collect> {
  const found = collect(store, job);
  if (!found.ok || job.reason !== '') return found;
  const ids = found.value.devices.map(({ id }) => id);
  const before = printedBefore(store.db, ids);
  return before === null ? found : fail('reprint-reason', { deviceSn: before });
}

/**
 * The devices of a job, in the order of their labels. `group-unknown`, `batch-unknown`, `device-unknown`,
 * `label-nothing`.
 */
export function collect(
  store: Store,
  job: Pick<PrintJob, 'groupId' | 'batchTag' | 'deviceSns'>,
): Result<{ rows: Rows; devices: LabelDevice[] }> {
  const { groupId, batchTag } = job;
  if (!findGroup(store.db, groupId)) return fail('group-unknown', { groupId });
  if (batchTag !== undefined && !batchByTag(store.db, groupId, batchTag)) {
    return fail('batch-unknown', { tag: batchTag });
  }
  const devices = job.deviceSns
    ? namedDevices(store.db, groupId, job.deviceSns)
    : devicesForLabels(store.db, groupId, batchTag);
  const known = new Set(devices.map(({ deviceSn }) => deviceSn));
  const missing = job.deviceSns?.find((deviceSn) => !known.has(deviceSn));
  if (missing !== undefined) return fail('device-unknown', { deviceSn: missing });
  if (devices.length === 0) return fail('label-nothing');
  return ok({ rows: rowsOf(devices.map(({ id }) => id)), devices });
}
