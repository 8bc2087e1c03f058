import { setImmediate } from 'node:timers/promises';
import type { HandoverPlan, HandoverTaken } from '../../shared/models/handover.ts';
import { ok, type Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import type { Batches } from '../batches/batches.ts';
import type { Imported } from '../catalog/import.ts';
import { addHandedUnit, dropHandedBefore } from '../store/handed-units.ts';
import { dropDigests, noteTaken, trustStation } from '../store/handover.ts';
import { keepDigest } from '../store/sn-digests.ts';
import type { Store } from '../store/store.ts';
import type { BatchContent } from './batch-in.ts';
import { type DuplicatesContent, writeDigest } from './duplicates.ts';
import { type ReadHandover, subjectOf } from './plan.ts';

/** Units that are written at a stretch. */
const slice = 500;

export interface TakeNeeds {
  store: Store;
  batches: Pick<Batches, 'takeOver'>;
  now(): number;
  takeCatalog(text: string, accept: boolean): Promise<Result<Imported>>;
}

export interface Taker {
  by: string;
  role: Role | null;
  /** A catalog is saved although something in use changes by it. */
  accept: boolean;
}

/**
 * Takes it. What a crash leaves half done only refuses more SNs than it should, until the same hand-over is taken again; it
 * counts as taken, and its station as trusted, with the last step.
 */
export async function takeHandover(
  needs: TakeNeeds,
  read: ReadHandover,
  plan: HandoverPlan,
  taker: Taker,
): Promise<Result<HandoverTaken>> {
  const taken = { again: false, saved: true, batchId: null };
  switch (read.kind) {
    case 'batch': {
      const batchId = await takeBatch(needs, read.content, plan, taker);
      if (!batchId.ok) return batchId;
      return noted(needs, read, plan, taker, { ...taken, batchId: batchId.value });
    }
    case 'catalog': {
      const done = await needs.takeCatalog(read.content.text, taker.accept);
      if (!done.ok) return done;
      if (!done.value.saved) return ok({ ...taken, saved: false });
      return noted(needs, read, plan, taker, taken);
    }
    case 'duplicates':
      return takeDuplicates(needs, read, plan, taker, taken);
  }
}

/** The same file changes nothing from here on. */
function noted(
  { store, now }: TakeNeeds,
  read: ReadHandover,
  { info, before }: HandoverPlan,
  { by }: Taker,
  taken: HandoverTaken,
  alongside: () => void = () => {},
): Result<HandoverTaken> {
  const { id, kind, madeAt, station, fingerprint } = info;
  const written = store.write(() => {
    alongside();
    if (before !== fingerprint) {
      trustStation(store.db, { ...station, fingerprint, trustedAt: now(), trustedBy: by });
    }
    const of = { id, kind, stationId: station.id, subject: subjectOf(read) };
    noteTaken(store.db, { ...of, madeAt, takenAt: now() });
  });
  return written.ok ? ok(taken) : written;
}

/** Its units first: from the moment it is open here, none of them gets in again. */
async function takeBatch(
  { store, batches }: TakeNeeds,
  { start, units }: BatchContent,
  { info, batch }: HandoverPlan,
  { role }: Taker,
): Promise<Result<string | null>> {
  const of = { groupId: start.groupId, batchTag: start.tag };
  const teller = { giver: info.station.id, handover: info.id };
  const theirs = units.filter(({ station }) => station.id !== store.identity.stationId);
  for (let at = 0; at < theirs.length; at += slice) {
    const written = store.write(() => {
      for (const unit of theirs.slice(at, at + slice)) addHandedUnit(store.db, of, teller, unit);
    });
    if (!written.ok) return written;
    await setImmediate();
  }
  const dropped = store.write(() => dropHandedBefore(store.db, of, teller));
  if (!dropped.ok) return dropped;
  const { groupName: _, startedAt: __, ...wanted } = start;
  const opened = batches.takeOver({ ...wanted, target: batch?.left ?? null }, role);
  return opened.ok ? ok(opened.value?.id ?? null) : opened;
}

async function takeDuplicates(
  needs: TakeNeeds,
  read: ReadHandover & { content: DuplicatesContent },
  plan: HandoverPlan,
  taker: Taker,
  taken: HandoverTaken,
): Promise<Result<HandoverTaken>> {
  const { store } = needs;
  const { station, madeAt } = plan.info;
  const from = { stationId: station.id, station: station.name, madeAt };
  const nr = await writeDigest(store, read.content, from);
  if (!nr.ok) return nr;
  return noted(needs, read, plan, taker, taken, () => {
    keepDigest(store.db, nr.value);
    dropDigests(store.db, station.id, nr.value);
  });
}
