import { findTemplate } from '../../shared/labels/templates.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { findGroup } from '../catalog/catalog.ts';
import { batchByTag } from '../store/batches.ts';
import { devicesForLabels, findRegistered } from '../store/devices.ts';
import type { Store } from '../store/store.ts';
import type { LabelPrinter } from './printer.ts';

/** A print that a person asked for: devices by SN, or a whole batch, or a whole group. */
export interface PrintJob {
  groupId: string;
  batchTag?: string | undefined;
  deviceSns?: readonly string[] | undefined;
  template: string;
}

/** Makes the PDF; problems: `group-unknown`, `batch-unknown`, `device-unknown`, `label-…`. */
export async function makePdf(
  store: Store,
  printer: LabelPrinter,
  job: PrintJob,
): Promise<Result<{ pdf: Uint8Array; labels: number; deviceSns: string[] }>> {
  const records = collect(store, job);
  if (!records.ok) return records;
  const pdf = await printer.print(records.value, job.template);
  const deviceSns = records.value.map(({ deviceSn }) => deviceSn);
  return pdf.ok ? ok({ pdf: pdf.value, labels: deviceSns.length, deviceSns }) : pdf;
}

/** Counts them before they are on paper: a label that nobody knows of would never be missed. */
export function countPrinted(
  store: Store,
  printed: { groupId: string; deviceSns: string[]; file: string; at: number; by: string },
): Result<object> {
  return store.commit({ type: 'labels-printed', reason: '', ...printed });
}

function collect(store: Store, job: PrintJob): Result<LabelRecord[]> {
  const { groupId, batchTag } = job;
  const template = findTemplate(job.template);
  if (!template.ok) return template;
  const group = findGroup(store.db, groupId);
  if (!group) return fail('group-unknown', { groupId });
  if (batchTag !== undefined && !batchByTag(store.db, groupId, batchTag)) {
    return fail('batch-unknown', { tag: batchTag });
  }
  const deviceSns = job.deviceSns ?? devicesForLabels(store.db, groupId, batchTag);
  const missing = job.deviceSns?.find((deviceSn) => !findRegistered(store.db, groupId, deviceSn));
  if (missing !== undefined) return fail('device-unknown', { deviceSn: missing });
  if (deviceSns.length === 0) return fail('label-nothing');
  return ok(deviceSns.map((deviceSn) => ({ groupId, deviceSn, title: group.name, fields: {} })));
}
