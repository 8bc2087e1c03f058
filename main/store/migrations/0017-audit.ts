/**
 * Who did what where and when on which unit: a chain of entries that is only ever added to. The triggers stop mistakes; who goes
 * round them breaks the chain, and what the journal says of its end.
 */
export const sql = `
CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  place TEXT NOT NULL,
  group_id TEXT,
  device_sn TEXT,
  ref TEXT NOT NULL,
  about TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_by_unit ON audit (device_sn COLLATE NOCASE, n) WHERE device_sn IS NOT NULL;
CREATE INDEX audit_by_ref ON audit (ref, n) WHERE ref <> '';
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
`;
