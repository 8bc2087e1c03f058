import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/problems.ts';
import { openStore, type Store, type StoreNeeds } from '../store/store.ts';
import type { Log } from '../world.ts';
import { finishRestore } from './finish.ts';
import { isMendable, restore } from './restore.ts';
import { placeIn, takenOver } from './second-folder.ts';

export interface OpenNeeds extends StoreNeeds {
  /** A database that is damaged or gone is restored; else that is a problem, and nothing is touched. */
  mend: boolean;
  /** The folder outside this computer, where one is set. */
  second: string | null;
  log: Log;
}

/**
 * Opens the station in `folder` as `openStore` does; where its database cannot be used and `mend` is set, after it was
 * restored. Problems: of `openStore` and `restore`; `station-taken-over`.
 */
export async function openStation(needs: OpenNeeds): Promise<Result<Store>> {
  let opened = await openStore(needs);
  if (!opened.ok && needs.mend && isMendable(opened.problem)) {
    const { folder, log } = needs;
    log.warn('the station is restored', { why: opened.problem.message });
    const why = opened.problem;
    const elsewhere = needs.second === null ? [] : foldersIn(needs.second);
    const restored = await restore({ folder, elsewhere, why, now: needs.now() });
    if (!restored.ok) return restored;
    opened = await openStore(needs);
  }
  if (!opened.ok) return opened;
  if (needs.second !== null) {
    const ours = takenOver(placeIn(needs.second, opened.value.identity), opened.value.identity);
    if (!ours.ok) {
      opened.value.close();
      return ours;
    }
  }
  const finished = finishRestore(opened.value, needs.now());
  if (finished.ok) return opened;
  opened.value.close();
  return finished;
}

/** One folder a station. */
function foldersIn(second: string): string[] {
  try {
    return existsSync(second) ? readdirSync(second).map((name) => join(second, name)) : [];
  } catch {
    // A share that is away keeps nobody from what lies here.
    return [];
  }
}
