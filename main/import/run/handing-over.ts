import type { SourceChoice } from '../../../shared/import/source.ts';
import type { ImportLook } from '../../../shared/models/import.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { Store } from '../../store/store.ts';
import { mostTextBytes } from '../limits.ts';
import { openBytes } from '../text/bytes.ts';
import type { Draft, Drafts } from './drafts.ts';
import type { ImportFolder } from './import-folder.ts';
import { lookAt } from './look.ts';

/** How a file comes to the station: in pieces from a window, or from this machine's disk. */
export interface HandingOver {
  /** A file is to come in pieces. */
  begin(file: { name: string; bytes: number }, by: string): Result<{ id: string }>;
  put(id: string, offset: number, bytes: Uint8Array): Result<{ received: number }>;
  /** A file of this machine's disk, whole. */
  take(path: string, name: string, by: string): Promise<Result<{ id: string }>>;
  look(
    id: string,
    wish: { choice: SourceChoice; groupId: string | null },
  ): Promise<Result<ImportLook>>;
}

export function createHandingOver(needs: {
  store: Store;
  folder: ImportFolder;
  drafts: Drafts;
  now(): number;
  newId(): string;
  onChange(): void;
}) {
  const { store, folder, drafts, now, newId } = needs;

  function draftOf(id: string): Result<Draft> {
    const draft = drafts.get(id);
    return draft ? ok(draft) : fail('import-unknown');
  }

  /** `import-not-whole` until all of it came. */
  function wholeDraft(id: string): Result<Draft> {
    const found = draftOf(id);
    if (!found.ok) return found;
    const { received, bytes } = found.value;
    return received === bytes ? found : fail('import-not-whole', { got: received, bytes });
  }

  function newDraft(name: string, bytes: number, by: string): Draft {
    const draft: Draft = {
      id: newId(),
      name: nameOf(name),
      bytes,
      received: 0,
      by,
      at: now(),
      state: 'open',
      options: null,
      plan: null,
      rows: 0,
      problem: null,
      stop: false,
    };
    for (const old of drafts.add(draft)) {
      old.stop = true;
      folder.forget(old.id, true);
    }
    return draft;
  }

  const handing: HandingOver = {
    begin({ name, bytes }, by) {
      if (bytes > mostTextBytes) {
        return fail('import-too-large', { max: Math.floor(mostTextBytes / 1024 ** 2) });
      }
      const draft = newDraft(name, bytes, by);
      const begun = folder.begin(draft.id);
      if (!begun.ok) {
        drafts.drop(draft.id);
        return begun;
      }
      needs.onChange();
      return ok({ id: draft.id });
    },
    put(id, offset, bytes) {
      const found = draftOf(id);
      if (!found.ok) return found;
      const draft = found.value;
      if (draft.state !== 'open') return fail('import-not-now', { state: draft.state });
      if (offset + bytes.length > draft.bytes) {
        return fail('import-not-whole', { got: offset + bytes.length, bytes: draft.bytes });
      }
      const put = folder.put(id, offset, bytes);
      if (put.ok) draft.received = put.value.received;
      return put;
    },
    async take(path, name, by) {
      // A folder, a pipe or a device is no file: it is refused before it is waited for.
      const bytes = await openBytes(path, mostTextBytes);
      if (!bytes.ok) return bytes;
      await bytes.value.close();
      const draft = newDraft(name, bytes.value.size, by);
      const copied = await folder.copyFrom(draft.id, path);
      if (!copied.ok) {
        drafts.drop(draft.id);
        return copied;
      }
      draft.bytes = copied.value.bytes;
      draft.received = draft.bytes;
      needs.onChange();
      return ok({ id: draft.id });
    },
    async look(id, wish) {
      const found = wholeDraft(id);
      return found.ok ? lookAt(store.db, folder.source(id), wish) : found;
    },
  };
  return { ...handing, draftOf, wholeDraft };
}

/** The last part of a path, as it is shown. */
const nameOf = (name: string): string => (name.split(/[\\/]/).at(-1) ?? name).slice(-120) || 'file';
