import { mayLetIn } from '../../../shared/import/approval.ts';
import { deedOf } from '../../../shared/import/deed.ts';
import type { DeviceName } from '../../../shared/models/device.ts';
import type {
  ImportDeed,
  ImportInfo,
  ImportOptions,
  ImportPlan,
} from '../../../shared/models/import.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { Role } from '../../../shared/roles.ts';
import { writeRefusedRows } from '../../export/refused-rows.ts';
import {
  findImport,
  type ImportRun,
  listImports,
  sameImport,
  unfinishedImports,
} from '../../store/imports.ts';
import type { Store } from '../../store/store.ts';
import type { Log } from '../../world.ts';
import { createDrafts } from './drafts.ts';
import { type Piece, pieceOf } from './hand-out.ts';
import { createHandingOver, type HandingOver } from './handing-over.ts';
import { type ImportFolder, importFolder } from './import-folder.ts';
import { draftInfo, runInfo } from './info.ts';
import { createPlanning } from './planning.ts';
import { keptRefusals, plannedRefusals, refusedRows } from './refused.ts';
import { createRuns } from './runs.ts';

/** Files of devices that people bring: handed over, looked at, planned, let in, and taken back. */
export interface Importer extends HandingOver {
  /** Begins to plan; `get` has the plan when it is made. */
  plan(id: string, options: ImportOptions): Result<ImportInfo>;
  get(
    id: string,
  ): Promise<Result<{ info: ImportInfo; plan: ImportPlan | null; deed: ImportDeed | null }>>;
  /** Safe on disk when it answers `ok`; the rest goes on by itself, also after a restart. */
  start(id: string, role: Role | null, by: string): Promise<Result<ImportInfo>>;
  /** The import of these very bytes into this group that a crash left half done goes on, instead of the draft; null: there is none. */
  goOn(id: string, groupId: string): Promise<Result<string | null>>;
  move(
    id: string,
    to: 'pause' | 'resume' | 'cancel' | 'undo',
    by: string,
  ): Promise<Result<ImportInfo>>;
  /** A draft that is not wanted. */
  drop(id: string): Result<object>;
  /** Newest first; drafts before those that were let in. */
  list(limit: number): ImportInfo[];
  /** Those that a screen shows at any time: at work, or planned. */
  shown(): ImportInfo[];
  /**
   * Writes the rows that are not taken, with their reasons, where they can be mended (`export/refused-rows.ts`); of a draft, by
   * its plan. Without a path, among the station's own files. Problems: `import-unknown`, `import-not-now`, of the disk.
   */
  refused(id: string, path?: string): Promise<Result<{ path: string; rows: number }>>;
  /** The same file in pieces, for a window; from 0 it is written anew. */
  handOut(id: string, offset: number): Promise<Result<Piece>>;
  /** Goes on with what was begun before this start. */
  resume(): void;
  /** Until nothing is at work. */
  settled(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface ImporterNeeds {
  store: Store;
  now(): number;
  newId(): string;
  log: Log;
  /** Somebody scans now, and is not to wait. */
  scanning(): boolean;
  /** When the cloud was last seen, epoch ms. */
  cloudSeenAt(): number | null;
  freshen(names: readonly DeviceName[]): Promise<void>;
  onChange(): void;
  /** Operations wait to be sent, labels to be printed. */
  nudge(): void;
}

const mostShown = 10;

export function createImporter(needs: ImporterNeeds): Importer {
  const { store } = needs;
  const { db } = store;
  const folder: ImportFolder = importFolder(store.folder);
  folder.keepOnly((id) => findImport(db, id) !== null);
  const drafts = createDrafts();
  const planning = createPlanning({ ...needs, folder });
  const runs = createRuns({ ...needs, folder });
  const handing = createHandingOver({ ...needs, folder, drafts });
  const { draftOf } = handing;

  const infoOfRun = (run: ImportRun): ImportInfo =>
    runInfo(run, runs.rateOf(run.id), runs.problemOf(run.id));

  async function infoOf(id: string): Promise<Result<ImportInfo>> {
    const draft = drafts.get(id);
    if (draft) return ok(draftInfo(draft));
    const run = findImport(db, id);
    return run ? ok(infoOfRun(run)) : fail('import-unknown');
  }

  const importer: Importer = {
    begin: handing.begin,
    put: handing.put,
    take: handing.take,
    look: handing.look,
    plan(id, options) {
      const found = handing.wholeDraft(id);
      if (!found.ok) return found;
      const draft = found.value;
      planning.begin(draft, options);
      return ok(draftInfo(draft));
    },
    async get(id) {
      const info = await infoOf(id);
      if (!info.ok) return info;
      const draft = drafts.get(id);
      const plan = draft?.plan ?? runs.planOf(id);
      const deed =
        plan && !draft ? deedOf(plan.counts, info.value.counts, runs.differencesOf(id)) : null;
      return ok({ info: info.value, plan, deed });
    },
    async start(id, role, by) {
      const found = draftOf(id);
      if (!found.ok) return found;
      const draft = found.value;
      const { plan, options, state } = draft;
      if (state !== 'planned' || !plan || !options) return fail('import-not-now', { state });
      const may = mayLetIn(role, plan.counts);
      if (!may.ok) return may;
      const begun = runs.begin(draft, plan, by);
      if (!begun.ok) return begun;
      drafts.drop(id);
      needs.onChange();
      return infoOf(id);
    },
    async goOn(id, groupId) {
      const sha256 = await folder.sha256(id);
      if (!sha256.ok) return sha256;
      const run = sameImport(db, sha256.value, groupId);
      if (!run) return ok(null);
      importer.drop(id);
      if (run.state === 'running') runs.goOn(run);
      return ok(run.id);
    },
    async move(id, to, by) {
      const moved = await runs.move(id, to, by);
      if (!moved.ok) return moved;
      needs.onChange();
      return infoOf(id);
    },
    drop(id) {
      const found = draftOf(id);
      if (!found.ok) return found;
      found.value.stop = true;
      drafts.drop(id);
      folder.forget(id, true);
      needs.onChange();
      return ok({});
    },
    list: (limit) =>
      [...drafts.all().toReversed().map(draftInfo), ...listImports(db, limit).map(infoOfRun)].slice(
        0,
        limit,
      ),
    shown: () =>
      [
        ...drafts.all().map(draftInfo),
        ...unfinishedImports(db).map(infoOfRun),
        ...runs.ended(),
      ].slice(-mostShown),
    async refused(id, path = folder.mended(id)) {
      const plan = drafts.get(id)?.plan ?? runs.planOf(id);
      if (!plan) return fail('import-not-now', { state: drafts.get(id)?.state ?? '–' });
      const from = drafts.get(id) ? plannedRefusals(folder.refused(id)) : keptRefusals(db, id);
      const written = await writeRefusedRows(path, plan.head, refusedRows(from, plan.head));
      return written.ok ? ok({ path, rows: written.value.rows }) : written;
    },
    async handOut(id, offset) {
      const info = await infoOf(id);
      if (!info.ok) return info;
      const written = offset === 0 ? await importer.refused(id) : ok({});
      if (!written.ok) return written;
      return pieceOf(folder.mended(id), info.value.name, offset);
    },
    resume() {
      for (const run of unfinishedImports(db)) runs.goOn(run);
    },
    settled: () => Promise.all([planning.settled(), runs.settled()]),
    async stop() {
      for (const draft of drafts.all()) draft.stop = true;
      await Promise.all([planning.settled(), runs.stop()]);
    },
  };
  return importer;
}
