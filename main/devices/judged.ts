import type { Effect } from '../../shared/models/action.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Acted } from '../store/events.ts';

/** What an action does to one device, and what a person should know before. */
export interface Judged {
  acted: Acted;
  effects: Effect[];
}

export const judged = (
  { groupId, deviceSn }: DeviceName,
  about: Partial<Acted>,
  effects: Effect[],
): Judged => ({ acted: { groupId, deviceSn, operations: [], ...about }, effects });

/** Left alone, and why. */
export const leftAlone = (name: DeviceName, problem: Problem): Judged =>
  judged(name, { problem }, []);
