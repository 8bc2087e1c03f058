import { ok, type Result } from '../../../shared/problems.ts';
import { createJudge } from '../../devices/judge.ts';
import { judgeUndo } from '../../devices/judge-undo.ts';
import type { Acted } from '../../store/events.ts';
import { changesOfImport, devicesOfImport, type ImportRun } from '../../store/imports.ts';
import type { Store } from '../../store/store.ts';
import type { Pacer } from './pacer.ts';

export interface UndoNeeds {
  store: Store;
  now(): number;
  newId(): string;
  pacer: Pacer;
  onSlice(): void;
  stopped(): boolean;
}

/** Devices judged and taken back in one go. */
const slice = 100;

/**
 * Takes a whole import back, the last device first, going on where it was. What was never sent vanishes; what the cloud has is
 * deleted there, and what was changed is changed back. Devices that people went on with are left, and counted. Problems: of the disk.
 */
export async function undoImport(
  needs: UndoNeeds,
  run: ImportRun,
): Promise<Result<{ ended: boolean }>> {
  const { store } = needs;
  const { db } = store;
  let { undoDevice: device, undoChange: change } = run;
  for (;;) {
    const devices = device ? devicesOfImport(db, run, device, slice) : [];
    const changes =
      devices.length === 0 && change ? changesOfImport(db, run.id, change, slice) : [];
    const items: Acted[] = [
      ...devices.map(
        (name) => judgeUndo(db, name, { through: name.id, reason: run.name }, needs.newId).acted,
      ),
      ...changes.map(changedBack),
    ];
    device = (devices.at(-1)?.id ?? 1) - 1;
    if (devices.length === 0) change = (changes.at(-1)?.id ?? 1) - 1;
    const end = items.length === 0;
    const done = store.commit({
      type: 'import-undone',
      at: needs.now(),
      by: run.by,
      id: run.id,
      device,
      change: change ?? 0,
      items,
      end,
    });
    if (!done.ok) return done;
    needs.onSlice();
    if (end) return ok({ ended: true });
    await needs.pacer.turn();
    if (needs.stopped()) return ok({ ended: false });
  }

  function changedBack({
    groupId,
    deviceSn,
    before,
  }: ReturnType<typeof changesOfImport>[number]): Acted {
    const name = { groupId, deviceSn };
    const wish = { action: 'edit' as const, devices: [name], change: before };
    const { acted } = createJudge(db, wish, needs.newId)(name);
    // It is as it was already.
    return acted.problem?.code === 'nothing-to-change'
      ? { groupId, deviceSn, operations: [] }
      : acted;
  }
}
