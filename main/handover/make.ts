import type { Batch } from '../../shared/models/batch.ts';
import type { HandoverWish } from '../../shared/models/handover.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { Batches } from '../batches/batches.ts';
import { certificateKey } from '../certificate/key.ts';
import { safeName } from '../labels/label-folder.ts';
import type { Audit } from '../security/audit.ts';
import type { Vault } from '../security/vault.ts';
import { batchByTag } from '../store/batches.ts';
import type { Store } from '../store/store.ts';
import { batchContent } from './batch-out.ts';
import { catalogContent } from './catalog.ts';
import {
  type HandoverContent,
  type OpenedHandover,
  openHandover,
  sealHandover,
} from './container.ts';
import { duplicatesContent } from './duplicates.ts';

export interface MakeNeeds {
  store: Store;
  vault: Vault;
  audit: Audit;
  batches: Pick<Batches, 'moveById'>;
  stationName(): string;
  now(): number;
  random(bytes: number): Uint8Array;
}

export interface MadeHandover {
  name: string;
  file: Uint8Array<ArrayBuffer>;
  info: OpenedHandover['info'];
}

/**
 * Makes one, on the record. A batch waits here from then on, unless that is not wanted. Problems: `batch-unknown`, `batch-stopped`,
 * `handover-large`, `handover-many`, `catalog-invalid`, those of the vault and the disk.
 */
export async function makeHandover(
  needs: MakeNeeds,
  wish: HandoverWish,
  by: string,
): Promise<Result<MadeHandover>> {
  const { store, vault, audit, now } = needs;
  const key = certificateKey(vault);
  if (!key.ok) return key;
  const batch = wish.kind === 'batch' ? batchToHandOver(store, wish) : ok(null);
  if (!batch.ok) return batch;
  const noted = audit('handover-made', `${wish.kind} ${batch.value?.tag ?? ''}`.trim(), by);
  if (!noted.ok) return noted;
  const content = await contentOf(needs, wish, batch.value);
  if (!content.ok) return content;
  const stationName = needs.stationName();
  const giver = { key: key.value, stationId: store.identity.stationId, stationName, now: now() };
  const file = await sealHandover(giver, content.value);
  if (!file.ok) return file;
  const opened = openHandover(file.value);
  if (!opened.ok) return opened;
  return ok({ name: nameOf(wish, stationName, now()), file: file.value, info: opened.value.info });
}

function batchToHandOver(
  { db }: Store,
  { groupId, tag }: Extract<HandoverWish, { kind: 'batch' }>,
): Result<Batch> {
  const batch = batchByTag(db, groupId, tag);
  if (!batch) return fail('batch-unknown', { tag });
  return batch.stop ? fail('batch-stopped') : ok(batch);
}

async function contentOf(
  needs: MakeNeeds,
  wish: HandoverWish,
  batch: Batch | null,
): Promise<Result<HandoverContent>> {
  const { store, batches } = needs;
  if (wish.kind === 'catalog') return catalogContent(store.db);
  if (wish.kind === 'duplicates' || !batch) return duplicatesContent(store, needs.random(16));
  // Before its units are gathered: what is registered meanwhile would be missing among them.
  if (wish.pause && batch.state === 'open') {
    const paused = batches.moveById(batch.id, 'paused');
    if (!paused.ok) return paused;
  }
  return batchContent(store, batch, needs.stationName());
}

function nameOf(wish: HandoverWish, station: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10);
  const what = wish.kind === 'batch' ? `batch-${safeName(wish.tag)}` : wish.kind;
  return `${what}-${safeName(station)}-${day}.handover`;
}
