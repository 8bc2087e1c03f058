/** Files of devices that were brought in: how far each has come, what it changed, and the rows that were not taken. */
export const sql = `
CREATE TABLE import_run (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  options TEXT NOT NULL CHECK (json_valid(options)),
  state TEXT NOT NULL CHECK (state IN ('running','paused','cancelled','done','undoing','undone')),
  by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  total INTEGER NOT NULL,
  -- Rows of the file that are done with; what they became.
  position INTEGER NOT NULL DEFAULT 0,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  -- Its devices are among these numbers.
  first_device INTEGER,
  last_device INTEGER,
  -- An undo goes from the last device to the first, then from the last change to the first.
  undo_device INTEGER,
  undo_change INTEGER,
  undone INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_by_start ON import_run (started_at);
CREATE INDEX import_unfinished ON import_run (started_at) WHERE state IN ('running','paused','undoing');

-- What devices were before an import changed them.
CREATE TABLE import_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id TEXT NOT NULL REFERENCES import_run (id),
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  before TEXT NOT NULL CHECK (json_valid(before))
) STRICT;
CREATE INDEX import_change_by_import ON import_change (import_id, id);

-- Columns that were chosen for a heading before; forgotten with the station, since they can be chosen again.
CREATE TABLE import_mapping (
  signature TEXT NOT NULL PRIMARY KEY,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows that were not taken; not part of the journal's promise, since the file is kept.
CREATE TABLE import_refusal (
  import_id TEXT NOT NULL REFERENCES import_run (id),
  row INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
`;
