import type { DeviceName } from '../../shared/models/device.ts';
import type { Read } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';

/** The unit that a read of this batch registered and that is still one; null: there is nothing to undo. */
export function unitOf(read: Read, batch: State['batch']): DeviceName | null {
  const { verdict, gone, groupId, deviceSn, batchTag, at } = read;
  if (verdict !== 'accepted' || gone || deviceSn === undefined || !batch) return null;
  const ofBatch = groupId === batch.groupId && batchTag === batch.tag && at >= batch.startedAt;
  return ofBatch ? { groupId: batch.groupId, deviceSn } : null;
}

/** Cut so that its end, by which SNs of one batch differ, is never what is left out. */
export function cutSn(sn: string): [head: string, tail: string] {
  const characters = [...sn];
  const at = Math.max(0, characters.length - 8);
  return [characters.slice(0, at).join(''), characters.slice(at).join('')];
}
