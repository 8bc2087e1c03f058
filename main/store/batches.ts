import type { Database } from 'better-sqlite3';
import { type Batch, batchSchema } from '../../shared/models/batch.ts';
import { countInBucket } from './pace.ts';
import { prepared } from './prepared.ts';

interface Row {
  id: string;
  group_id: string;
  tag: string;
  target: number | null;
  template: string | null;
  region_id: string | null;
  org_id: string | null;
  master_data: string;
  line: string;
  stop: string | null;
  article: string | null;
  makes: number;
  state: string;
  accepted: number;
  seen: number;
  refused: number;
  started_at: number;
  finished_at: number | null;
}

const toBatch = (row: Row | undefined): Batch | null =>
  row
    ? batchSchema.parse({
        id: row.id,
        groupId: row.group_id,
        tag: row.tag,
        target: row.target,
        template: row.template,
        allocateTo:
          row.region_id === null ? null : { regionId: row.region_id, orgId: row.org_id ?? '' },
        masterData: JSON.parse(row.master_data),
        line: JSON.parse(row.line),
        stop: row.stop === null ? null : JSON.parse(row.stop),
        article: row.article === null ? null : JSON.parse(row.article),
        makes: row.makes === 1,
        state: row.state,
        accepted: row.accepted,
        seen: row.seen,
        refused: row.refused,
        startedAt: row.started_at,
        finishedAt: row.finished_at,
      })
    : null;

/** The batch in work: the one started last that is not finished. */
export const currentBatch = (db: Database): Batch | null =>
  toBatch(
    prepared(
      db,
      "SELECT * FROM batch WHERE state <> 'finished' ORDER BY place DESC LIMIT 1",
    ).get() as Row | undefined,
  );

export const batchByTag = (db: Database, groupId: string, tag: string): Batch | null =>
  toBatch(
    prepared(db, 'SELECT * FROM batch WHERE group_id = ? AND tag = ?').get(groupId, tag) as
      | Row
      | undefined,
  );

export const batchById = (db: Database, id: string): Batch | null =>
  toBatch(prepared(db, 'SELECT * FROM batch WHERE id = ?').get(id) as Row | undefined);

/** Newest first. */
export const listBatches = (db: Database, limit: number): Batch[] =>
  (prepared(db, 'SELECT * FROM batch ORDER BY place DESC LIMIT ?').all(limit) as Row[]).map(
    (row) => toBatch(row) as Batch,
  );

/** Counts a read that made no device. */
export function countRead(
  db: Database,
  batchId: string,
  verdict: 'seen' | 'refused',
  at: number,
): void {
  if (verdict === 'refused') countInBucket(db, batchId, at, 'refused');
  const sql =
    verdict === 'seen'
      ? 'UPDATE batch SET seen = seen + 1 WHERE id = ?'
      : 'UPDATE batch SET refused = refused + 1 WHERE id = ?';
  prepared(db, sql).run(batchId);
}
