import type { Database } from 'better-sqlite3';
import type { Asked } from '../../shared/models/action.ts';
import type { MasterDataGroup } from '../../shared/models/catalog.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import { problem } from '../../shared/problems.ts';
import { findMasterDataGroup, hasTarget } from '../catalog/catalog.ts';
import { groundOf } from './ground.ts';
import { judgeAllocate, judgeReprovision } from './judge-allocation.ts';
import { judgeEdit } from './judge-edit.ts';
import { judgeDelete, judgeReplace } from './judge-end.ts';
import { judgeUndo } from './judge-undo.ts';
import { type Judged, leftAlone } from './judged.ts';

/**
 * Judges what an action does to one device as it is now; changes nothing. The same judgement says
 * beforehand what will happen and then makes it happen.
 */
export function createJudge(
  db: Database,
  action: Asked,
  newId: () => string,
): (name: DeviceName) => Judged {
  const masterDataGroups = new Map<string, MasterDataGroup | null>();
  const masterDataGroupOf = (id: string): MasterDataGroup | null => {
    if (!masterDataGroups.has(id)) masterDataGroups.set(id, findMasterDataGroup(db, id));
    return masterDataGroups.get(id) ?? null;
  };
  const target = 'target' in action ? action.target : null;
  const unknown =
    target && !hasTarget(db, target)
      ? problem('environment-unknown', { target: `${target.regionId}/${target.orgId}` })
      : null;

  return (name) => {
    if (unknown) return leftAlone(name, unknown);
    if (action.action === 'undo') return judgeUndo(db, name, action, newId);
    const ground = groundOf(db, name);
    if (!ground.ok) return leftAlone(name, ground.problem);
    switch (action.action) {
      case 'allocate':
        return judgeAllocate(ground.value, action.target, newId);
      case 'edit': {
        const group = masterDataGroupOf(ground.value.group.masterDataGroupId);
        return judgeEdit(ground.value, group, action.change, newId);
      }
      case 'reprovision':
        return judgeReprovision(ground.value, action.target, newId);
      case 'delete':
        return judgeDelete(ground.value, newId);
      case 'replace': {
        const old = groundOf(db, action);
        if (!old.ok) return leftAlone(name, old.problem);
        return judgeReplace(old.value, ground.value, action.allocate, newId);
      }
    }
  };
}
