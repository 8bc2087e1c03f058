import type { Database } from 'better-sqlite3';
import {
  type Asked,
  askedSchema,
  type Job,
  type JobResult,
  jobResultSchema,
  jobSchema,
} from '../../shared/models/action.ts';
import { type DeviceName, nameKey } from '../../shared/models/device.ts';
import type { Described } from '../../shared/models/selection.ts';
import { prepared } from './prepared.ts';

/** Actions of people, as they stand. */

/** The devices that an action describes; null where it names them. */
export const describedOf = (action: Asked): Described | null =>
  'devices' in action && !Array.isArray(action.devices) ? action.devices : null;

/** The devices that an action names, in its order, each once; of a replacement the new one. */
export function devicesOf(action: Asked): DeviceName[] {
  if (action.action === 'replace') {
    return [{ groupId: action.groupId, deviceSn: action.replacementSn }];
  }
  if (!Array.isArray(action.devices)) return [];
  const seen = new Map(action.devices.map((name) => [nameKey(name), name]));
  return [...seen.values()];
}

interface Row {
  id: string;
  action: string;
  request: string;
  state: 'running' | 'paused' | 'cancelled';
  by: string;
  total: number;
  planned: number;
  done: number;
  refused: number;
  withdrawn: number;
  started_at: number;
  gather_below: number | null;
  problem: string | null;
}

function toJob(row: Row): Job {
  const ended = row.done + row.refused + row.withdrawn;
  const { done, refused, total, id, action, by } = row;
  // What a cancel came before was never begun: it is withdrawn like what had been.
  const untouched = row.state === 'cancelled' ? total - row.planned : 0;
  const withdrawn = row.withdrawn + untouched;
  const gathering = row.gather_below !== null && row.state !== 'cancelled';
  const ends = row.state !== 'cancelled' && !gathering && ended >= total;
  const state = ends ? 'done' : row.state;
  const startedAt = row.started_at;
  const counts = { total, done, refused, withdrawn, waiting: total - ended - untouched };
  return jobSchema.parse({
    ...{ id, action, state, by, ...counts, startedAt },
    ...(gathering && { gathering }),
    ...(row.problem !== null && { problem: JSON.parse(row.problem) }),
  });
}

export function findJob(db: Database, id: string): Job | null {
  const row = prepared(db, 'SELECT * FROM job WHERE id = ?').get(id) as Row | undefined;
  return row ? toJob(row) : null;
}

/** Newest first. */
export function listJobs(db: Database, limit: number): Job[] {
  const rows = prepared(db, 'SELECT * FROM job ORDER BY started_at DESC, id DESC LIMIT ?').all(
    limit,
  ) as Row[];
  return rows.map(toJob);
}

export interface JobRequest {
  request: Asked;
  by: string;
}

/** What was asked for. */
export function jobRequest(db: Database, id: string): JobRequest | null {
  const row = prepared(db, 'SELECT request, by FROM job WHERE id = ?').get(id) as
    | { request: string; by: string }
    | undefined;
  return row ? { by: row.by, request: askedSchema.parse(JSON.parse(row.request)) } : null;
}

/** Where the search for a job's devices has come to; null where they are all known, or are not wanted any more. */
export function gatheringOf(
  db: Database,
  id: string,
): { described: Described; by: string; below: number; total: number } | null {
  const row = prepared(
    db,
    `SELECT request, by, gather_below AS below, total FROM job
     WHERE id = ? AND gather_below IS NOT NULL AND state <> 'cancelled'`,
  ).get(id) as { request: string; by: string; below: number; total: number } | undefined;
  const described = row && describedOf(askedSchema.parse(JSON.parse(row.request)));
  return described ? { ...row, described } : null;
}

export const jobDevicesSql = `SELECT group_id AS groupId, device_sn AS deviceSn FROM job_device
  WHERE job_id = ? AND place >= ? ORDER BY place LIMIT ?`;

/** Devices of a job from `from` on, in its order. */
export function namesOf(
  db: Database,
  id: string,
  { request, from, limit }: { request: Asked; from: number; limit: number },
): DeviceName[] {
  if (!describedOf(request)) return devicesOf(request).slice(from, from + limit);
  return prepared(db, jobDevicesSql).all(id, from, limit) as DeviceName[];
}

/** How many devices of a job have been judged; null when no more are to be. */
export function plannedOf(db: Database, id: string): number | null {
  const row = prepared(db, "SELECT planned FROM job WHERE id = ? AND state <> 'cancelled'").get(
    id,
  ) as { planned: number } | undefined;
  return row?.planned ?? null;
}

/** Jobs with devices that nobody has judged yet, oldest first: what a crash may leave. */
export function unplannedJobs(db: Database): string[] {
  const rows = prepared(
    db,
    `SELECT id FROM job WHERE (planned < total OR gather_below IS NOT NULL) AND state <> 'cancelled'
     ORDER BY started_at, id`,
  ).all() as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Results of a job's devices after place `after`, in the order they were asked. */
export function jobResults(
  db: Database,
  id: string,
  after: number,
  limit: number,
): (JobResult & { place: number })[] {
  const rows = prepared(
    db,
    `SELECT place, group_id, device_sn, result, problem FROM job_item
     WHERE job_id = ? AND place > ? ORDER BY place LIMIT ?`,
  ).all(id, after, limit) as {
    place: number;
    group_id: string;
    device_sn: string;
    result: string;
    problem: string | null;
  }[];
  const judged = rows.map((row) => ({
    place: row.place,
    ...jobResultSchema.parse({
      groupId: row.group_id,
      deviceSn: row.device_sn,
      result: row.result,
      problem: row.problem === null ? null : JSON.parse(row.problem),
    }),
  }));
  return [...judged, ...notBegun(db, id, judged.at(-1)?.place ?? after, limit - judged.length)];
}

/** Devices that a cancel came before: nothing was begun with them. */
function notBegun(
  db: Database,
  id: string,
  after: number,
  limit: number,
): (JobResult & { place: number })[] {
  if (limit === 0) return [];
  const row = prepared(
    db,
    "SELECT request, planned FROM job WHERE id = ? AND state = 'cancelled' AND planned < total",
  ).get(id) as { request: string; planned: number } | undefined;
  if (!row) return [];
  const from = Math.max(row.planned, after + 1);
  const request = JSON.parse(row.request) as Asked;
  return namesOf(db, id, { request, from, limit }).map((name, index) => ({
    ...{ place: from + index, ...name },
    ...{ result: 'withdrawn', problem: null },
  }));
}

/**
 * Operations of a job that a cancel takes back: those of devices for which nothing has been sent yet.
 * A device that has been begun is brought to its end, or it would be left half done.
 */
export function withdrawableKeys(db: Database, jobId: string, limit: number): string[] {
  const rows = prepared(
    db,
    `SELECT key FROM operation o WHERE job_id = ? AND state = 'queued' AND first_sent_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM operation b INDEXED BY operation_by_lane WHERE b.job_id = o.job_id
         AND b.group_id = o.group_id AND b.device_sn = o.device_sn AND b.seq < o.seq
         AND (b.first_sent_at IS NOT NULL OR b.state NOT IN ('queued','withdrawn')))
     ORDER BY seq DESC LIMIT ?`,
  ).all(jobId, limit) as { key: string }[];
  return rows.map(({ key }) => key).toReversed();
}

/** Jobs on every screen: those at work, and those that began lately. */
const shown = 10;
const lately = 60 * 60_000;

export function jobsShown(db: Database, now: number): Job[] {
  const rows = prepared(
    db,
    `SELECT * FROM job WHERE (state <> 'cancelled' AND (done + refused + withdrawn < total OR gather_below IS NOT NULL))
       OR started_at > ? ORDER BY started_at DESC, id DESC LIMIT ?`,
  ).all(now - lately, shown) as Row[];
  return rows.map(toJob);
}
