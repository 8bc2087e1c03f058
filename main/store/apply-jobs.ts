import type { Database } from 'better-sqlite3';
import type { DeviceName } from '../../shared/models/device.ts';
import type { Acted, EventOf } from './events.ts';
import { describedOf } from './jobs.ts';
import { prepared } from './prepared.ts';

/** Events of actions on many devices, as rows. The counts in `job` follow `job_item` by triggers. */

export function startJob(db: Database, event: EventOf<'job-started'>): void {
  const described = describedOf(event.request);
  prepared(
    db,
    `INSERT INTO job (id, action, request, by, total, started_at, gather_below)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    event.id,
    event.request.action,
    JSON.stringify(event.request),
    event.by,
    described ? 0 : event.total,
    event.at,
    described?.through === undefined ? null : described.through + 1,
  );
}

export function gatherJob(db: Database, { id, devices, below }: EventOf<'job-gathered'>): void {
  const add = prepared(
    db,
    `INSERT INTO job_device (job_id, place, group_id, device_sn)
     VALUES (?, (SELECT total FROM job WHERE id = ?) + ?, ?, ?)`,
  );
  for (const [at, { groupId, deviceSn }] of devices.entries())
    add.run(id, id, at, groupId, deviceSn);
  prepared(db, 'UPDATE job SET total = total + ?, gather_below = ? WHERE id = ?').run(
    devices.length,
    below,
    id,
  );
}

export function moveJob(db: Database, event: EventOf<'job-moved'>): void {
  prepared(
    db,
    `UPDATE job SET state = ?, ended_at = CASE WHEN ? = 'cancelled' THEN ? ELSE ended_at END, problem = ?
     WHERE id = ? AND state <> 'cancelled'`,
  ).run(
    event.state,
    event.state,
    event.at,
    event.problem ? JSON.stringify(event.problem) : null,
    event.id,
  );
}

export function addJobItem(db: Database, jobId: string, item: Acted): void {
  const result = item.problem ? 'refused' : item.operations.length > 0 ? 'waiting' : 'done';
  prepared(
    db,
    `INSERT INTO job_item (job_id, place, group_id, device_sn, result, problem)
     VALUES (?, (SELECT planned FROM job WHERE id = ?), ?, ?, ?, ?)`,
  ).run(
    jobId,
    jobId,
    item.groupId,
    item.deviceSn,
    result,
    item.problem ? JSON.stringify(item.problem) : null,
  );
}

/** What has become of a device of a job, by its operations now; the worst counts. */
export function settleJobItem(db: Database, jobId: string, device: DeviceName): void {
  const { waiting, bad, withdrawn, why } = prepared(
    db,
    `SELECT sum(state IN ('queued','sending','in_doubt')) AS waiting,
       sum(state IN ('parked','refused')) AS bad, sum(state = 'withdrawn') AS withdrawn,
       (SELECT problem FROM operation p WHERE p.job_id = o.job_id AND p.group_id = o.group_id
          AND p.device_sn = o.device_sn AND p.state IN ('parked','refused') ORDER BY p.seq LIMIT 1) AS why
     FROM operation o WHERE job_id = ? AND group_id = ? AND device_sn = ?`,
  ).get(jobId, device.groupId, device.deviceSn) as {
    waiting: number;
    bad: number;
    withdrawn: number;
    why: string | null;
  };
  const result = bad ? 'refused' : waiting ? 'waiting' : withdrawn ? 'withdrawn' : 'done';
  prepared(
    db,
    // Named, because SQLite would rather walk all devices of the job by its primary key.
    `UPDATE job_item INDEXED BY job_item_by_device SET result = ?, problem = ?
     WHERE job_id = ? AND group_id = ? AND device_sn = ?`,
  ).run(result, bad ? why : null, jobId, device.groupId, device.deviceSn);
}
