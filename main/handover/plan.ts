import type { HandoverPlan } from '../../shared/models/handover.ts';
import { type Problem, problem, type Result } from '../../shared/problems.ts';
import type { Station } from '../station.ts';
import { newestTaken, takenAt, trustedStation } from '../store/handover.ts';
import { digestOf } from '../store/sn-digests.ts';
import type { Store } from '../store/store.ts';
import { type BatchContent, batchStop, lookAtBatch, readBatchContent } from './batch-in.ts';
import { type CatalogContent, lookAtCatalog, readCatalogContent } from './catalog.ts';
import { type OpenedHandover, unpackHandover } from './container.ts';
import { type DuplicatesContent, readDuplicatesContent } from './duplicates.ts';

/** A hand-over whose content was read: it can be judged, and taken. */
export type ReadHandover = { opened: OpenedHandover } & (
  | { kind: 'batch'; content: BatchContent }
  | { kind: 'catalog'; content: CatalogContent }
  | { kind: 'duplicates'; content: DuplicatesContent }
);

/** Problems: `handover-changed`, `handover-unreadable`, `handover-many`, those of the catalog. */
export async function readHandover(opened: OpenedHandover): Promise<Result<ReadHandover>> {
  const unpacked = await unpackHandover(opened);
  if (!unpacked.ok) return unpacked;
  const with_ = <K extends string, C>(kind: K, content: Result<C>) =>
    content.ok ? { ok: true as const, value: { opened, kind, content: content.value } } : content;
  switch (opened.info.kind) {
    case 'batch':
      return with_('batch', await readBatchContent(unpacked.value));
    case 'catalog':
      return with_('catalog', readCatalogContent(unpacked.value));
    case 'duplicates':
      return with_('duplicates', readDuplicatesContent(unpacked.value));
  }
}

/** Which one of its kind it is: of two with the same subject the newer one counts. */
export function subjectOf(read: ReadHandover): string {
  if (read.kind !== 'batch') return '';
  const { groupId, tag } = read.content.start;
  return JSON.stringify([groupId, tag]);
}

export interface PlanNeeds {
  store: Store;
  station: Pick<Station, 'prepare'>;
}

/** What it would do here, as the station is now. */
export async function planHandover(
  { store, station }: PlanNeeds,
  read: ReadHandover,
): Promise<HandoverPlan> {
  const { info } = read.opened;
  const { db, identity } = store;
  const known = trustedStation(db, info.station.id);
  const trust =
    info.station.id === identity.stationId
      ? 'own'
      : known === null
        ? 'new'
        : known.fingerprint === info.fingerprint
          ? 'known'
          : 'changed';
  const plan: HandoverPlan = {
    info,
    trust,
    before: known?.fingerprint ?? null,
    takenAt: takenAt(db, info.id),
    problem: null,
    batch: read.kind === 'batch' ? await lookAtBatch(store, read.content) : null,
    catalog: read.kind === 'catalog' ? lookAtCatalog(db, read.content.file) : null,
    duplicates:
      read.kind === 'duplicates'
        ? { count: read.content.head.count, replaces: digestOf(db, info.station.id) }
        : null,
  };
  return { ...plan, problem: whyNot({ store, station }, read, plan) };
}

function whyNot(
  { store, station }: PlanNeeds,
  read: ReadHandover,
  plan: HandoverPlan,
): Problem | null {
  const { info, trust } = plan;
  if (trust === 'own') return problem('handover-own');
  if (plan.takenAt !== null) return null;
  const { kind, madeAt } = info;
  const of = { kind, stationId: info.station.id, subject: subjectOf(read) };
  const newest = newestTaken(store.db, of);
  if (newest !== null && newest > madeAt) return problem('handover-older', { at: newest });
  return read.kind === 'batch' ? batchStop(store, station, read.content.start) : null;
}
