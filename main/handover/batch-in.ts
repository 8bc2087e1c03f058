import { setImmediate } from 'node:timers/promises';
import {
  type HandedStart,
  type HandedUnit,
  handedStartSchema,
  handedUnitSchema,
} from '../../shared/handover/batch-content.ts';
import { mostHandedUnits } from '../../shared/handover/header.ts';
import type { HandedBatch } from '../../shared/models/handover.ts';
import { fail, ok, type Problem, type Result } from '../../shared/problems.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { designToBegin } from '../labels/templates/designs.ts';
import type { Station } from '../station.ts';
import { batchByTag, currentBatch } from '../store/batches.ts';
import { findRegistered } from '../store/devices.ts';
import { seenElsewhere } from '../store/elsewhere.ts';
import type { Store } from '../store/store.ts';

/** Lines that are read, and units that are looked up, at a stretch. */
const slice = 500;
const mostNamed = 20;

export interface BatchContent {
  start: HandedStart;
  units: HandedUnit[];
}

/** Problems: `handover-unreadable`, `handover-many`. */
export async function readBatchContent(content: Uint8Array): Promise<Result<BatchContent>> {
  const unfit = (line: number) => fail('handover-unreadable', { detail: `line ${line}` });
  const text = new TextDecoder('utf-8').decode(content);
  const [first = '', ...lines] = text.split('\n');
  if (lines.pop() !== '') return unfit(lines.length + 2);
  if (lines.length > mostHandedUnits) return fail('handover-many', { max: mostHandedUnits });
  const start = handedStartSchema.safeParse(json(first));
  if (!start.success) return unfit(1);
  const units: HandedUnit[] = [];
  for (const [at, line] of lines.entries()) {
    const unit = handedUnitSchema.safeParse(json(line));
    if (!unit.success) return unfit(at + 2);
    units.push(unit.data);
    if (at % slice === 0) await setImmediate();
  }
  return ok({ start: start.data, units });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the batch would be here, as the station is now. */
export async function lookAtBatch(
  { db, identity }: Pick<Store, 'db' | 'identity'>,
  { start, units }: BatchContent,
): Promise<HandedBatch> {
  const { groupId, groupName, tag, target } = start;
  const twice: HandedBatch['twice'] = { count: 0, sns: [] };
  let [elsewhere, fresh] = [0, 0];
  for (const [at, { deviceSn, station }] of units.entries()) {
    if (at % slice === 0) await setImmediate();
    const mine = station.id === identity.stationId;
    if (findRegistered(db, groupId, deviceSn)) {
      if (mine) continue;
      twice.count++;
      if (twice.sns.length < mostNamed) twice.sns.push(deviceSn);
      continue;
    }
    // A unit of ours that is none here any more was taken back: its SN is free.
    if (mine) continue;
    elsewhere++;
    if (!seenElsewhere(db, groupId, deviceSn)) fresh++;
  }
  const left = target === null ? null : Math.max(0, target - elsewhere);
  return { groupId, groupName, tag, target, units: units.length, fresh, left, twice };
}

/** Why the batch cannot be gone on with here now; null: it can. */
export function batchStop(
  { db }: Pick<Store, 'db'>,
  station: Pick<Station, 'prepare'>,
  start: HandedStart,
): Problem | null {
  const group = findAnyGroup(db, start.groupId);
  if (!group) return fail('group-unknown', { groupId: start.groupId }).problem;
  const same = batchByTag(db, start.groupId, start.tag);
  if (same) {
    const { regionId, orgId } = same.allocateTo ?? {};
    const place = start.allocateTo;
    const alike = regionId === place?.regionId && orgId === place?.orgId;
    if (!alike || same.makes !== start.makes)
      return fail('batch-differs', { tag: same.tag }).problem;
    return null;
  }
  if (start.template !== null) {
    const design = designToBegin(db, start.template);
    if (!design.ok) return design.problem;
  }
  const current = currentBatch(db);
  if (current?.state === 'open' && current.accepted > 0) {
    return fail('batch-already-open', { tag: current.tag }).problem;
  }
  const job = station.prepare({ ...start, batchId: null });
  return job.ok ? null : job.problem;
}
