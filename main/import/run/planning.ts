import { approvalFor } from '../../../shared/import/approval.ts';
import type { ImportOptions, ImportPlan } from '../../../shared/models/import.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { openWhole, writeFileWhole } from '../../store/files.ts';
import { unsureOf } from '../open-table.ts';
import { createKinds } from './differences.ts';
import type { Draft } from './drafts.ts';
import { driftOf } from './drift.ts';
import type { ImportFolder } from './import-folder.ts';
import type { ImporterNeeds } from './importer.ts';
import { makePlan } from './make-plan.ts';
import { openRows } from './open-rows.ts';
import { createPacer } from './pacer.ts';
import { refusalOf } from './refusal.ts';

/** Plans of files, one at a time, beside everything else. */
export interface Planning {
  /** A plan that is being made for the same file is given up for this one. */
  begin(draft: Draft, options: ImportOptions): void;
  settled(): Promise<unknown>;
}

/** Bytes of a row, as suppliers' tables have them. */
const usualRowBytes = 100;
/** Refusals written at a time, in characters. */
const pieceLength = 64 * 1024;
/** Devices looked at in the cloud before it is said that they would change. */
const mostLooked = 500;

export function createPlanning(needs: ImporterNeeds & { folder: ImportFolder }): Planning {
  const { store, folder, now } = needs;
  let working: Promise<unknown> = Promise.resolve();
  /** The wish that counts, by draft. */
  const wanted = new WeakMap<Draft, ImportOptions>();

  async function work(draft: Draft, options: ImportOptions): Promise<Result<ImportPlan>> {
    const sha256 = await folder.sha256(draft.id);
    if (!sha256.ok) return sha256;
    const opened = await openRows(folder.source(draft.id), options.choice);
    if (!opened.ok) return opened;
    const unsure = unsureOf(opened.value.table);
    if (unsure) {
      await opened.value.table.close();
      return { ok: false, problem: unsure };
    }
    const refused = openWhole(folder.refused(draft.id));
    let text = '';
    const write = (least: number) => {
      if (text.length < least) return;
      refused.write(Buffer.from(text));
      text = '';
    };
    const kinds = createKinds();
    const stopped = () => draft.stop || wanted.get(draft) !== options;
    const changed: { groupId: string; deviceSn: string }[] = [];
    try {
      const made = await makePlan(
        {
          db: store.db,
          now,
          newId: needs.newId,
          pacer: createPacer(needs.scanning),
          expected: draft.bytes / usualRowBytes,
          onRow(outcome, row) {
            kinds.add(outcome.kind);
            if (outcome.kind === 'update' && changed.length < mostLooked) {
              changed.push({ groupId: options.groupId, deviceSn: outcome.acted.deviceSn });
            }
            const refusal = refusalOf(outcome, row);
            if (!refusal) return;
            text += `${JSON.stringify(refusal)}\n`;
            write(pieceLength);
          },
          onProgress(rows) {
            draft.rows = rows;
            needs.onChange();
          },
          stopped,
        },
        opened.value,
        options,
      );
      if (!made.ok) return made;
      if (stopped()) return fail('import-not-now', { state: 'planning' });
      write(0);
      refused.commit();
      writeFileWhole(folder.kinds(draft.id), kinds.bytes());
      await needs.freshen(changed);
      const plan: ImportPlan = {
        ...made.value,
        sha256: sha256.value,
        name: draft.name,
        bytes: draft.bytes,
        madeAt: now(),
        options,
        cloudSeenAt: needs.cloudSeenAt(),
        drift: driftOf(store.db, changed),
        approval: approvalFor(made.value.counts),
      };
      writeFileWhole(folder.plan(draft.id), JSON.stringify(plan));
      return ok(plan);
    } finally {
      refused.drop();
      await opened.value.table.close();
    }
  }

  return {
    begin(draft, options) {
      wanted.set(draft, options);
      draft.state = 'planning';
      draft.options = options;
      draft.plan = null;
      draft.problem = null;
      draft.rows = 0;
      working = working.then(async () => {
        if (draft.stop || wanted.get(draft) !== options) return;
        let done: Result<ImportPlan>;
        try {
          done = await work(draft, options);
        } catch (error) {
          needs.log.warn('a plan was not made', { error: String(error) });
          done = fail('internal', { where: 'import' });
        }
        if (draft.stop || wanted.get(draft) !== options) return;
        draft.plan = done.ok ? done.value : null;
        draft.problem = done.ok ? null : done.problem;
        draft.state = done.ok ? 'planned' : 'open';
        needs.onChange();
      });
      needs.onChange();
    },
    settled: () => working,
  };
}
