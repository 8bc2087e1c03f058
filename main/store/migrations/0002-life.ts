/**
 * The whole life of a device: what the cloud last said of it, what happened to it, actions on many at
 * once, and operations of more kinds. Two tables are made anew, because SQLite changes neither a CHECK
 * nor a UNIQUE in place (sqlite.org/lang_altertable.html, section 7).
 */
export const sql = `
CREATE TABLE device_new (
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
  description TEXT NOT NULL DEFAULT '',
  -- A batch tag that was edited, or came with the device; else its batch's.
  tag TEXT,
  registered_at INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  source_name TEXT NOT NULL,
  raw TEXT NOT NULL,
  aim TEXT,
  label_state TEXT NOT NULL DEFAULT 'none'
    CHECK (label_state IN ('none','pending','printed','failed')),
  label_file TEXT,
  -- The cloud's view as it was last seen here, and its version.
  cloud TEXT CHECK (cloud IS NULL OR json_valid(cloud)),
  version INTEGER,
  seen_at INTEGER,
  -- Not a device any more; the row keeps its label's place and its story.
  gone TEXT CHECK (gone IN ('deleted','replaced','void'))
) STRICT;
INSERT INTO device_new (id, group_id, device_sn, batch_id, status, sn, asset_id, region_id, org_id,
    master_data, registered_at, source_kind, source_name, raw, aim, label_state, label_file)
  SELECT id, group_id, device_sn, batch_id, status, sn, asset_id, region_id, org_id,
    master_data, registered_at, source_kind, source_name, raw, aim, label_state, label_file FROM device;
DROP TABLE device;
ALTER TABLE device_new RENAME TO device;
-- Promise P2 on this station: one SN in one group is at most one device.
CREATE UNIQUE INDEX device_by_name ON device (group_id, device_sn) WHERE gone IS NULL;
CREATE INDEX device_by_batch ON device (batch_id, id);
CREATE INDEX device_label_pending ON device (batch_id, id) WHERE label_state = 'pending';
CREATE INDEX device_label_failed ON device (id) WHERE label_state = 'failed';
CREATE INDEX device_gone ON device (id) WHERE gone IS NOT NULL;

CREATE TABLE operation_new (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('create','allocate','update','reset','replace','delete')),
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  -- The other device it concerns: the one that a replacement takes the place of.
  other_sn TEXT,
  job_id TEXT,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued','sending','in_doubt','confirmed','refused','withdrawn','parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0,
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  first_sent_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO operation_new (seq, key, kind, group_id, device_sn, payload, state, attempts, next_at,
    problem, first_sent_at, created_at)
  SELECT seq, key, kind, group_id, device_sn, payload, state, attempts, next_at, problem,
    first_sent_at, created_at FROM operation;
DROP TABLE operation;
ALTER TABLE operation_new RENAME TO operation;
CREATE INDEX operation_by_lane ON operation (group_id, device_sn, seq);
CREATE INDEX operation_by_other ON operation (group_id, other_sn, seq) WHERE other_sn IS NOT NULL;
CREATE INDEX operation_by_job ON operation (job_id, seq) WHERE job_id IS NOT NULL;
CREATE INDEX operation_open ON operation (seq) WHERE state IN ('queued','in_doubt');
CREATE INDEX operation_unfinished ON operation (created_at)
  WHERE state IN ('queued','sending','in_doubt','parked');
CREATE INDEX operation_by_state ON operation (state, seq) WHERE state <> 'confirmed';
INSERT INTO queue_count (state, n) VALUES ('withdrawn', 0);
CREATE TRIGGER operation_added AFTER INSERT ON operation BEGIN
  UPDATE queue_count SET n = n + 1 WHERE state = new.state;
END;
CREATE TRIGGER operation_moved AFTER UPDATE OF state ON operation WHEN old.state <> new.state BEGIN
  UPDATE queue_count SET n = n - 1 WHERE state = old.state;
  UPDATE queue_count SET n = n + 1 WHERE state = new.state;
END;

-- Actions of people on devices. \`planned\` of the \`total\` devices have been judged and queued so far.
CREATE TABLE job (
  id TEXT NOT NULL PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('allocate','edit','reprovision','replace','delete')),
  request TEXT NOT NULL CHECK (json_valid(request)),
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running','paused','cancelled')),
  by TEXT NOT NULL,
  total INTEGER NOT NULL,
  planned INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX job_by_start ON job (started_at);
CREATE TABLE job_item (
  job_id TEXT NOT NULL REFERENCES job (id),
  place INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('waiting','done','refused','withdrawn')),
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  PRIMARY KEY (job_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_item_by_device ON job_item (job_id, group_id, device_sn);
CREATE TRIGGER job_item_added AFTER INSERT ON job_item BEGIN
  UPDATE job SET planned = planned + 1, done = done + (new.result = 'done'),
    refused = refused + (new.result = 'refused'), withdrawn = withdrawn + (new.result = 'withdrawn')
    WHERE id = new.job_id;
END;
CREATE TRIGGER job_item_moved AFTER UPDATE OF result ON job_item WHEN old.result <> new.result BEGIN
  UPDATE job SET done = done + (new.result = 'done') - (old.result = 'done'),
    refused = refused + (new.result = 'refused') - (old.result = 'refused'),
    withdrawn = withdrawn + (new.result = 'withdrawn') - (old.result = 'withdrawn')
    WHERE id = new.job_id;
END;

-- What happened to a device, in the station's order. Written by the same events as the rest.
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  by TEXT,
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX history_by_device ON history (group_id, device_sn, id);
INSERT INTO history (group_id, device_sn, at, what, by, detail)
  SELECT d.group_id, d.device_sn, d.registered_at, 'registered', NULL,
    json_object('source', d.source_kind, 'batch', b.tag)
  FROM device d LEFT JOIN batch b ON b.id = d.batch_id ORDER BY d.id;

-- The kinds of catalog items have grown: the check is the schema's now (shared/models/catalog-edit.ts).
CREATE TABLE catalog_item_new (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO catalog_item_new SELECT kind, id, body, retired FROM catalog_item;
DROP TABLE catalog_item;
ALTER TABLE catalog_item_new RENAME TO catalog_item;
`;
