import type { Database } from 'better-sqlite3';
import type { OperationKind } from '../../shared/models/operation.ts';
import { problem } from '../../shared/problems.ts';
import { settleJobItem } from './apply-jobs.ts';
import { prepared } from './prepared.ts';

/** An operation that has just changed its state, as the statements that move one return it. */
export interface Moved {
  seq: number;
  key: string;
  kind: OperationKind;
  groupId: string;
  deviceSn: string;
  otherSn: string | null;
  jobId: string | null;
  /** The row of its device; null: asked for before stations kept that. */
  deviceId: number | null;
}

export const movedColumns = `seq, key, kind, group_id AS groupId, device_sn AS deviceSn,
  other_sn AS otherSn, job_id AS jobId, device_id AS deviceId`;

/** Tells the action that it is a part of. */
export const settle = (db: Database, op: Moved): void => {
  if (op.jobId !== null) settleJobItem(db, op.jobId, op);
};

/** Parked, and why: an earlier one of its devices is. */
export function block(db: Database, op: Moved, by: number): void {
  prepared(db, "UPDATE operation SET state = 'parked', problem = ? WHERE key = ?").run(
    JSON.stringify(problem('lane-blocked', { seq: by })),
    op.key,
  );
}
