import type { Database } from 'better-sqlite3';
import { type Read, readSchema } from '../../shared/models/read.ts';
import { prepared } from './prepared.ts';

/** Longest part of a refused text that is remembered, in characters. */
const rememberedLength = 512;

/** Reads that are kept: days of a busy line, and a tenth of what its devices take. They are nobody's proof. */
const keptReads = 100_000;
/** Once in so many reads the oldest are forgotten. */
const forgottenAtOnce = 500;

/** Remembers a read; answers it with its number. */
export function addRead(db: Database, read: Omit<Read, 'id'>): Read {
  const text = read.text.slice(0, rememberedLength);
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO read (at, source_kind, source_name, text, aim, verdict, device_sn, problem,
       group_id, batch_tag, master_data, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    read.at,
    read.source.kind,
    read.source.name,
    text,
    read.aim ?? null,
    read.verdict,
    read.deviceSn ?? null,
    read.problem ? JSON.stringify(read.problem) : null,
    read.groupId,
    read.batchTag,
    read.masterData ? JSON.stringify(read.masterData) : null,
    read.by,
  );
  const id = Number(lastInsertRowid);
  if (id % forgottenAtOnce === 0) {
    // Twice as many as came, so that an old station catches up without ever holding a read up.
    prepared(
      db,
      'DELETE FROM read WHERE id IN (SELECT id FROM read WHERE id <= ? ORDER BY id LIMIT ?)',
    ).run(id - keptReads, 2 * forgottenAtOnce);
  }
  return { ...read, text, id };
}

/** How many reads the screen lists. */
export const mostReadsShown = 20;

/** The newest reads, newest first. */
export function lastReads(db: Database, limit: number): Read[] {
  const rows = prepared(db, 'SELECT * FROM read ORDER BY id DESC LIMIT ?').all(limit) as {
    id: number;
    at: number;
    source_kind: string;
    source_name: string;
    text: string;
    aim: string | null;
    verdict: string;
    device_sn: string | null;
    problem: string | null;
    group_id: string | null;
    batch_tag: string | null;
    master_data: string | null;
    by: string | null;
  }[];
  return rows.map((row) =>
    readSchema.parse({
      id: row.id,
      at: row.at,
      source: { kind: row.source_kind, name: row.source_name },
      text: row.text,
      ...(row.aim === null ? {} : { aim: row.aim }),
      verdict: row.verdict,
      ...(row.device_sn === null ? {} : { deviceSn: row.device_sn }),
      ...(row.problem === null ? {} : { problem: JSON.parse(row.problem) }),
      groupId: row.group_id,
      batchTag: row.batch_tag,
      ...(row.master_data === null ? {} : { masterData: JSON.parse(row.master_data) }),
      by: row.by,
    }),
  );
}
