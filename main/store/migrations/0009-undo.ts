/**
 * Undoing reads: a job may be about that (which kinds there are is the schema's now,
 * shared/models/action.ts), an operation knows which row of its name it is of, prints beside the first are
 * counted, and labels of units that were undone wait to be destroyed. Two tables are made anew because
 * SQLite does not change a CHECK in place; both, so that neither points at one that is dropped.
 */
export const sql = `
CREATE TABLE job_new (
  id TEXT NOT NULL PRIMARY KEY,
  action TEXT NOT NULL,
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
INSERT INTO job_new SELECT id, action, request, state, by, total, planned, done, refused, withdrawn,
  started_at, ended_at FROM job;
CREATE TABLE job_item_new (
  job_id TEXT NOT NULL REFERENCES job_new (id),
  place INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('waiting','done','refused','withdrawn')),
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  PRIMARY KEY (job_id, place)
) STRICT, WITHOUT ROWID;
INSERT INTO job_item_new SELECT job_id, place, group_id, device_sn, result, problem FROM job_item;
DROP TABLE job_item;
DROP TABLE job;
ALTER TABLE job_new RENAME TO job;
ALTER TABLE job_item_new RENAME TO job_item;
CREATE INDEX job_by_start ON job (started_at);
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

-- Which row of its name an operation is of: a name may have had others before.
ALTER TABLE operation ADD COLUMN device_id INTEGER;
UPDATE operation SET device_id = (SELECT d.id FROM device d WHERE d.group_id = operation.group_id
    AND d.device_sn = operation.device_sn AND d.gone IS NULL)
  WHERE state IN ('queued','sending','in_doubt','parked');

-- Labels of it that a person had printed beside the first.
ALTER TABLE device ADD COLUMN prints INTEGER NOT NULL DEFAULT 0;

CREATE TABLE void_label (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  batch_tag TEXT,
  file TEXT,
  copies INTEGER NOT NULL,
  destroyed INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX void_label_left ON void_label (group_id, device_sn, id) WHERE destroyed < copies;
CREATE INDEX void_label_of ON void_label (device_sn, id);
`;
