import { editMisfit, renaming } from '../../shared/catalog-rules.ts';
import { bodyToKeep, isAsBefore, isSaved, secretIn } from '../../shared/catalog-standing.ts';
import type { AuditAct } from '../../shared/models/audit.ts';
import {
  type CatalogEdit,
  type CatalogSaved,
  catalogIdOf,
} from '../../shared/models/catalog-edit.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../shared/problems.ts';
import { createAudit } from '../security/audit.ts';
import { secretNames, type Vault } from '../security/vault.ts';
import type { Store } from '../store/store.ts';
import type { Cloud } from '../sync/clouds/cloud.ts';
import type { Sync } from '../sync/sync.ts';
import { findAnyItem, isThere, putItem } from './catalog.ts';
import { bringIntoStep } from './out-of-step.ts';
import { usesOf } from './uses.ts';

/** Who saves, and whether it is saved although something uses what goes or shrinks. */
export interface Saving {
  edit: CatalogEdit;
  accept: boolean;
  by: string;
}

interface Here {
  store: Store;
  vault: Vault;
  now(): number;
}

const saved: CatalogSaved = { saved: true, uses: [] };

/**
 * Saves where the catalog lives on this station itself: EnOS has no interface for it, or there is no
 * cloud. Item, secret and the line of the audit are one: all of it or nothing.
 */
export async function saveHere(
  { store, vault, now }: Here,
  { edit, accept, by }: Saving,
): Promise<Result<CatalogSaved>> {
  const { db } = store;
  const id = catalogIdOf(edit);
  const secret = secretIn(edit);
  const changed = () => fail('catalog-changed', { subject: id });
  const renamed = renaming(edit);
  if (renamed !== null) return fail('catalog-misfit', { detail: renamed });
  if (isSaved(edit, standing(store, edit)) && secret === null) return ok(saved);
  if (!isAsBefore(edit, standing(store, edit))) return changed();
  const wrong = edit.retired ? null : editMisfit(edit, (kind, other) => isThere(db, kind, other));
  if (wrong !== null) return fail('catalog-misfit', { detail: wrong });
  // Opens or makes the vault now: it must not become new inside of what may be undone.
  const ready = secret === null ? ok({}) : vault.ready();
  if (!ready.ok) return ready;
  const uses = await usesOf(db, edit);
  if (uses.length > 0 && !accept) return ok({ saved: false, uses });
  // The counting left room for others to save.
  if (!isAsBefore(edit, standing(store, edit))) return changed();
  const audit = createAudit(store, now);
  const written = store.group(() => {
    putItem(db, edit.kind, id, bodyToKeep(edit), edit.retired);
    const note = (what: AuditAct) => unwrap(audit(what, `${edit.kind}/${id}`, by));
    note(edit.retired ? 'catalog-retired' : 'catalog-saved');
    if (secret === null) return;
    unwrap(vault.put(secretNames.group(id), secret));
    note('group-secret-set');
  });
  return written.ok ? ok({ saved: true, uses }) : written;
}

/**
 * Saves in the cloud, which judges it and tells all stations; this one fetches it at once. Without a
 * network nothing is saved: what somebody else changed meanwhile could not be seen.
 */
export async function saveInCloud(
  { store, vault, sync }: Pick<Here, 'store' | 'vault'> & { sync: Sync },
  send: NonNullable<Cloud['saveCatalog']>,
  { edit, accept }: Omit<Saving, 'by'>,
): Promise<Result<CatalogSaved>> {
  // A group comes back with its secret: a locked vault could not take it, and nothing after it.
  const ready = edit.kind === 'registrationGroup' ? vault.ready() : ok({});
  if (!ready.ok) return ready;
  let answer = await send(edit, accept);
  if (!answer.ok && answer.problem.code === 'catalog-changed') {
    // Perhaps it was us, and only the answer was lost.
    const pulled = await sync.pull();
    if (!pulled.ok) return answer;
    if (isSaved(edit, standing(store, edit))) return ok(saved);
    if (!isAsBefore(edit, standing(store, edit))) return answer;
    answer = (await bringIntoStep({ store, vault, sync, send }, edit, accept)) ?? answer;
  }
  if (!answer.ok) return { ok: false, problem: unsaved(answer.problem) };
  // A pull that fails is shown by the status of the cloud and done again by itself: it is saved.
  if (answer.value.saved) await sync.pull();
  return answer;
}

const noNetwork = new Set<Problem['code']>([
  'cloud-unreachable',
  'cloud-tls-refused',
  'cloud-busy',
  'cloud-answer-unreadable',
]);

/** The words for the queue say that it waits; a catalog does not. */
export function unsaved(found: Problem): Problem {
  if (!noNetwork.has(found.code)) return found;
  const detail = String(found.params?.detail ?? found.code);
  return fail('catalog-needs-cloud', { detail }).problem;
}

const standing = ({ db }: Store, edit: CatalogEdit) =>
  findAnyItem(db, edit.kind, catalogIdOf(edit));

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.problem.code, result.problem.params);
}
