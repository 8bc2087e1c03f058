import type { Database } from 'better-sqlite3';
import type { AuditContent, AuditEntry, AuditFilter } from '../../shared/models/audit.ts';
import { type AuditHead, auditBegin, auditHash } from './audit-chain.ts';
import { type AuditLine, auditOf } from './audit-of.ts';
import type { StationEvent } from './events.ts';
import { getMeta } from './meta.ts';
import { prepared } from './prepared.ts';

/** The audit log: only ever added to, each entry chained to the one before. */

/** Entries that one look goes through at most, so that no search holds the station up. */
const lookedAt = 20_000;

/** The last entry there is. */
export function auditHead(db: Database): AuditHead {
  const last = prepared(db, 'SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1').get() as
    | AuditHead
    | undefined;
  return last ?? { n: 0, hash: auditBegin(getMeta(db, 'station_id') ?? '') };
}

/**
 * Puts what a person did into the log; runs inside the transaction of the event. Answers where the chain stands then,
 * to be written into the event's line of the journal; null when the event is nobody's act.
 */
export function keepAudit(db: Database, event: StationEvent): AuditHead | null {
  const lines = auditOf(db, event);
  if (lines.length === 0) return null;
  let head = auditHead(db);
  for (const line of lines) head = add(db, head, line, event.at);
  return head;
}

function add(db: Database, before: AuditHead, line: AuditLine, at: number): AuditHead {
  const entry = asKept({
    place: '',
    groupId: null,
    deviceSn: null,
    ref: '',
    about: '',
    detail: {},
    ...line,
    n: before.n + 1,
    at,
  });
  const hash = auditHash(before.hash, entry);
  prepared(
    db,
    `INSERT INTO audit (n, at, by, what, place, group_id, device_sn, ref, about, detail, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.n,
    at,
    entry.by,
    entry.what,
    entry.place,
    entry.groupId,
    entry.deviceSn,
    entry.ref,
    entry.about,
    JSON.stringify(entry.detail),
    hash,
  );
  return { n: entry.n, hash };
}

/** Half a character, as a broken scan may hold, is kept as U+FFFD: the hash has to be that of what is read back. */
function asKept(entry: AuditContent): AuditContent {
  const texts = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.toWellFormed() : value,
  ]);
  const detail = Object.entries(entry.detail).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.toWellFormed() : value,
  ]);
  return { ...Object.fromEntries(texts), detail: Object.fromEntries(detail) } as AuditContent;
}

const columns =
  'n, at, by, what, place, group_id AS groupId, device_sn AS deviceSn, ref, about, detail, hash';

interface Row extends Omit<AuditEntry, 'detail'> {
  detail: string;
}

const entryOf = ({ detail, ...row }: Row): AuditEntry => ({
  ...row,
  detail: JSON.parse(detail) as AuditEntry['detail'],
});

/** Entries behind `after`, in their order: for checks and files. */
export const auditAfter = (db: Database, after: number, limit: number): AuditEntry[] =>
  (
    prepared(db, `SELECT ${columns} FROM audit WHERE n > ? ORDER BY n LIMIT ?`).all(
      after,
      limit,
    ) as Row[]
  ).map(entryOf);

/**
 * Newest first. A page may be short and not the last: the next one goes on where this one stopped looking.
 * `before`: the `next` of the page above.
 */
export function listAudit(
  db: Database,
  { limit, before, ...filter }: AuditFilter & { limit: number; before?: number | undefined },
): { items: AuditEntry[]; next: number | null } {
  const top = before ?? auditHead(db).n + 1;
  if (filter.unit) return listUnit(db, filter, filter.unit, top, limit);
  const floor = Math.max(0, top - lookedAt);
  const rows = prepared(
    db,
    `SELECT ${columns} FROM audit WHERE n < @top AND n >= @floor AND ${narrowed} ORDER BY n DESC LIMIT @limit`,
  ).all({ ...narrow(filter), top, floor, limit }) as Row[];
  const next = rows.length === limit ? (rows.at(-1)?.n ?? 0) : floor;
  return { items: rows.map(entryOf), next: next > 1 ? next : null };
}

/** Of one unit, and of the imports that brought it. */
function listUnit(
  db: Database,
  filter: AuditFilter,
  unit: string,
  top: number,
  limit: number,
): { items: AuditEntry[]; next: number | null } {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM audit WHERE n IN (
       SELECT n FROM audit WHERE device_sn = @unit COLLATE NOCASE AND n < @top
       UNION SELECT a.n FROM device d JOIN audit a ON a.ref = d.source_name AND a.ref <> ''
         WHERE d.device_sn = @unit COLLATE NOCASE AND d.source_kind = 'import' AND a.device_sn IS NULL AND a.n < @top)
     AND ${narrowed} ORDER BY n DESC LIMIT @limit`,
  ).all({ ...narrow(filter), unit, top, limit }) as Row[];
  const next = rows.length === limit ? (rows.at(-1)?.n ?? null) : null;
  return { items: rows.map(entryOf), next };
}

const narrowed = `(@what IS NULL OR what = @what)
  AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
  AND (@by IS NULL OR by LIKE @by ESCAPE '\\')
  AND (@search IS NULL OR by LIKE @search ESCAPE '\\' OR what LIKE @search ESCAPE '\\'
    OR place LIKE @search ESCAPE '\\' OR about LIKE @search ESCAPE '\\'
    OR group_id LIKE @search ESCAPE '\\' OR device_sn LIKE @search ESCAPE '\\'
    OR ref LIKE @search ESCAPE '\\')`;

const within = (text: string | undefined): string | null =>
  text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;

const narrow = ({ what, from, to, by, search }: AuditFilter) => ({
  what: what ?? null,
  from: from ?? null,
  to: to ?? null,
  by: within(by),
  search: within(search),
});
