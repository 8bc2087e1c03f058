import type { Database } from 'better-sqlite3';
import type { OperationKind } from '../../shared/models/operation.ts';
import { settleJobItem } from './apply-jobs.ts';

/** An operation that has just changed its state, as the statements that move one return it. */
export interface Moved {
  seq: number;
  key: string;
  kind: OperationKind;
  groupId: string;
  deviceSn: string;
  otherSn: string | null;
  jobId: string | null;
}

export const movedColumns = `seq, key, kind, group_id AS groupId, device_sn AS deviceSn,
  other_sn AS otherSn, job_id AS jobId`;

/** Tells the action that it is a part of. */
export const settle = (db: Database, op: Moved): void => {
  if (op.jobId !== null) settleJobItem(db, op.jobId, op);
};
