/**
 * People of the station. Who they are comes from the journal and is rebuilt from it; what proves that
 * somebody is one of them is here only, so that no journal can be tried against.
 */
export const sql = `
CREATE TABLE operator (
  key TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('technician','line-lead','engineer','admin')),
  -- Names a verifier, which may be lost: then nobody logs on by it.
  pin TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE badge (
  id TEXT NOT NULL PRIMARY KEY,
  operator TEXT NOT NULL,
  needs_pin INTEGER NOT NULL CHECK (needs_pin IN (0, 1)),
  revoked INTEGER NOT NULL DEFAULT 0 CHECK (revoked IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE verifier (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('pin','badge','key')),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  -- scrypt's N, r and p as they were, so that they can be raised.
  cost TEXT NOT NULL CHECK (json_valid(cost))
) STRICT, WITHOUT ROWID;
-- Wrong PINs, by a keyed hash of the name that was tried, whether there is one or not.
CREATE TABLE wrong_pin (
  who TEXT NOT NULL PRIMARY KEY,
  n INTEGER NOT NULL,
  pause_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
