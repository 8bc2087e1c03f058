import type { Database } from 'better-sqlite3';
import type { Effect, UndoRequest } from '../../shared/models/action.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { findDevice } from '../store/devices.ts';
import type { LaneOperation } from '../store/operations.ts';
import { wasJoined } from '../store/undoable.ts';
import { copiesOf } from '../store/void-labels.ts';
import { isAllocatedNow, isOpen, isUnsent, ownLane } from './ground.ts';
import { type Judged, judged, leftAlone } from './judged.ts';

/**
 * Undoes the reading of a unit: it is none here from then on, whatever the cloud does, and its SN is free.
 * What was not sent is taken back; what the cloud has, or may have, is deleted there behind whatever is on
 * the wire. A creation that waits for a person after a refusal needs no decision any more.
 */
export function judgeUndo(
  db: Database,
  name: DeviceName,
  { through, reason }: Pick<UndoRequest, 'through' | 'reason'>,
  newId: () => string,
): Judged {
  const device = findDevice(db, name.groupId, name.deviceSn);
  if (!device || device.id > through) {
    return leftAlone(name, problem('device-unknown', { deviceSn: name.deviceSn }));
  }
  const lane = ownLane(db, device);
  const stop = wasJoined(db, name) ? problem('undo-not-read') : obstacle(lane, device.deviceSn);
  if (stop) return leftAlone(name, stop);
  const withdraw = lane.filter(isUnsent).map(({ key }) => key);
  const labels = copiesOf(db, device.id);
  const about = {
    withdraw,
    remove: 'void' as const,
    uncount: true,
    reason,
    ...(labels > 0 ? { labels } : {}),
  };
  const paper: Effect[] = labels > 0 ? ['label-void'] : [];
  const create = lane.findLast(({ kind }) => kind === 'create');
  // Given up, what is there under this SN is somebody else's.
  if (create && (isUnsent(create) || create.state === 'refused')) {
    return judged(name, about, ['vanishes', ...paper]);
  }
  const gone = { key: newId(), kind: 'delete' as const, payload: { deviceData: {}, was: {} } };
  const losses: Effect[] = isAllocatedNow(device)
    ? ['disconnected', 'asset-lost', 'credentials-lost']
    : [];
  const effects: Effect[] = ['deleted-there', ...paper, ...losses];
  return judged(name, { ...about, operations: [gone] }, effects);
}

function obstacle(lane: LaneOperation[], deviceSn: string): Problem | null {
  const created = lane.some(({ kind, state }) => kind === 'create' && state !== 'withdrawn');
  // Brought here from the cloud: nobody read it here.
  if (!created) return problem('undo-not-read');
  const open = lane.filter(isOpen);
  if (open.some((one) => one.kind === 'delete' || one.kind === 'replace')) {
    return problem('device-leaving');
  }
  // It took the place of another one, which would have to come back.
  const replaced = lane.some((one) => one.kind === 'replace' && one.state === 'confirmed');
  if (replaced) return problem('undo-no-inverse', { kind: 'replace' });
  const doubtful = open.some((one) => one.state === 'parked' && one.sent);
  return doubtful || open.some((one) => one.deviceSn !== deviceSn)
    ? problem('device-parked')
    : null;
}
