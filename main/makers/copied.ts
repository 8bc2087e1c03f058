import { ok, type Result } from '../../shared/problems.ts';
import { journalMark } from '../store/journal.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { forgetAsked, openRangeIds } from '../store/ranges.ts';
import type { Store } from '../store/store.ts';
import { type Mark, markOf, sameFile } from './mark.ts';

/** Why the ranges of a copied folder were given up; stands in `MakerRange.ended`. */
export const folderCopied = 'the folder is a copy';

/**
 * A folder that was copied, or restored from a backup, holds ranges of which the original may have used
 * more since. It is known by its journal, which is not the file any more that it was: what is left of all
 * ranges is given up then. (A snapshot of a whole disk cannot be told so; docs/adr/0020.)
 */
export function giveUpIfCopied(
  store: Store,
  now: number,
  mark: Mark = markOf,
): Result<{ copied: boolean }> {
  const was = getMeta(store.db, 'journal_file');
  const { file } = journalMark(store.db);
  const is = mark(store.folder, file);
  const copied = was !== null && !sameFile(was, mark(store.folder, Number(was.split(' ')[0])));
  if (copied) {
    const ids = openRangeIds(store.db);
    if (ids.length > 0) {
      const ended = store.commit({
        type: 'ranges-ended',
        at: now,
        by: 'station',
        ids,
        why: folderCopied,
      });
      if (!ended.ok) return ended;
    }
  }
  if (was === is) return ok({ copied });
  const kept = store.write(() => {
    if (copied) forgetAsked(store.db, null);
    setMeta(store.db, 'journal_file', is);
  });
  return kept.ok ? ok({ copied }) : kept;
}
