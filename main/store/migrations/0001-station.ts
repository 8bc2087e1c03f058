/** The first schema of a station. */
export const sql = `
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE catalog_item (
  kind TEXT NOT NULL CHECK (kind IN ('environment','gateway','masterDataGroup','registrationGroup')),
  id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE vault_key (
  id TEXT NOT NULL PRIMARY KEY,
  backend TEXT NOT NULL,
  salt BLOB NOT NULL,
  wrapped BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES vault_key (id),
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL,
  tag TEXT NOT NULL,
  target INTEGER,
  template TEXT,
  region_id TEXT,
  org_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('open','paused','finished')),
  accepted INTEGER NOT NULL DEFAULT 0,
  seen INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  place INTEGER NOT NULL UNIQUE
) STRICT;
CREATE UNIQUE INDEX batch_by_tag ON batch (group_id, tag);

CREATE TABLE device (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  batch_id TEXT REFERENCES batch (id),
  status TEXT NOT NULL DEFAULT 'registered'
    CHECK (status IN ('registered','created','allocated','parked')),
  sn TEXT,
  asset_id TEXT,
  region_id TEXT,
  org_id TEXT,
  master_data TEXT NOT NULL CHECK (json_valid(master_data)),
  registered_at INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  source_name TEXT NOT NULL,
  raw TEXT NOT NULL,
  aim TEXT,
  label_state TEXT NOT NULL DEFAULT 'none'
    CHECK (label_state IN ('none','pending','printed','failed')),
  label_file TEXT,
  UNIQUE (group_id, device_sn)
) STRICT;
CREATE INDEX device_by_batch ON device (batch_id, id);
CREATE INDEX device_label_pending ON device (batch_id, id) WHERE label_state = 'pending';
CREATE INDEX device_label_failed ON device (id) WHERE label_state = 'failed';

-- Devices that other stations made, as the cloud told them: the cached set for duplicates.
CREATE TABLE known_device (
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  station TEXT,
  batch_tag TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (group_id, device_sn)
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('create','allocate')),
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued','sending','in_doubt','confirmed','refused','parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0,
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  first_sent_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX operation_by_lane ON operation (group_id, device_sn, seq);
CREATE INDEX operation_open ON operation (seq) WHERE state IN ('queued','in_doubt');
CREATE INDEX operation_unfinished ON operation (created_at)
  WHERE state IN ('queued','sending','in_doubt','parked');
CREATE INDEX operation_by_state ON operation (state, seq) WHERE state <> 'confirmed';

-- Counts by state, so that the status bar never has to walk the outbox.
CREATE TABLE queue_count (
  state TEXT NOT NULL PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO queue_count (state, n) VALUES
  ('queued', 0), ('sending', 0), ('in_doubt', 0), ('confirmed', 0), ('refused', 0), ('parked', 0);
CREATE TRIGGER operation_added AFTER INSERT ON operation BEGIN
  UPDATE queue_count SET n = n + 1 WHERE state = new.state;
END;
CREATE TRIGGER operation_moved AFTER UPDATE OF state ON operation WHEN old.state <> new.state BEGIN
  UPDATE queue_count SET n = n - 1 WHERE state = old.state;
  UPDATE queue_count SET n = n + 1 WHERE state = new.state;
END;

-- Reads as they came, refused ones too; not part of the journal's promise.
CREATE TABLE read (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  source_name TEXT NOT NULL,
  text TEXT NOT NULL,
  aim TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted','seen','refused')),
  device_sn TEXT,
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  group_id TEXT,
  batch_tag TEXT
) STRICT;

CREATE TABLE printed_file (
  file TEXT NOT NULL PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES batch (id),
  template TEXT NOT NULL,
  page INTEGER NOT NULL,
  labels INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
