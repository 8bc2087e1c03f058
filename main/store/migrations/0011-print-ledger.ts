/**
 * The ledger of labels: print jobs, pieces of paper, and each move of a range of them from one account to
 * another. Accounts of a job are summed from the entries by a trigger; what waits to be destroyed is counted
 * down where its paper is voided. Labels from before the ledger are its opening balance.
 */
export const sql = `
CREATE TABLE print_job (
  nr INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  printer TEXT NOT NULL,
  template TEXT NOT NULL,
  version INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  batch_id TEXT,
  name TEXT NOT NULL,
  copies INTEGER NOT NULL,
  collated INTEGER NOT NULL,
  wanted TEXT NOT NULL CHECK (json_valid(wanted)),
  total INTEGER NOT NULL,
  planned INTEGER NOT NULL DEFAULT 0,
  ending INTEGER NOT NULL DEFAULT 0,
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  hint INTEGER,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  ended_at INTEGER,
  reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sent INTEGER NOT NULL DEFAULT 0 CHECK (sent >= 0),
  printed INTEGER NOT NULL DEFAULT 0 CHECK (printed >= 0),
  applied INTEGER NOT NULL DEFAULT 0 CHECK (applied >= 0),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided >= 0),
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0)
) STRICT;
CREATE INDEX print_job_open ON print_job (printer, nr)
  WHERE state IN ('making','queued','paused','sent','printed?');
CREATE INDEX print_job_of_batch ON print_job (batch_id, nr) WHERE batch_id IS NOT NULL;

CREATE TABLE label (
  job INTEGER NOT NULL REFERENCES print_job (nr),
  seq INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  device INTEGER NOT NULL,
  batch_id TEXT,
  account TEXT NOT NULL
    CHECK (account IN ('reserved','sent','printed','applied','voided','failed')),
  media TEXT,
  void_label INTEGER,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (job, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_of_device ON label (device);
CREATE INDEX label_of_batch ON label (batch_id, account);
CREATE INDEX label_of_media ON label (media) WHERE media IS NOT NULL;
CREATE INDEX label_to_void ON label (void_label) WHERE void_label IS NOT NULL;

CREATE TABLE label_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job INTEGER NOT NULL REFERENCES print_job (nr),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX label_entry_of_job ON label_entry (job, id);
CREATE TRIGGER label_entry_added AFTER INSERT ON label_entry BEGIN
  UPDATE print_job SET
    reserved = reserved + (new.last - new.first + 1) * ((new.to_account = 'reserved') - (new.from_account = 'reserved')),
    sent = sent + (new.last - new.first + 1) * ((new.to_account = 'sent') - (new.from_account = 'sent')),
    printed = printed + (new.last - new.first + 1) * ((new.to_account = 'printed') - (new.from_account = 'printed')),
    applied = applied + (new.last - new.first + 1) * ((new.to_account = 'applied') - (new.from_account = 'applied')),
    voided = voided + (new.last - new.first + 1) * ((new.to_account = 'voided') - (new.from_account = 'voided')),
    failed = failed + (new.last - new.first + 1) * ((new.to_account = 'failed') - (new.from_account = 'failed'))
    WHERE nr = new.job;
END;

-- One truth about paper that has to be destroyed: the list counts down with the ledger.
CREATE TRIGGER label_voided AFTER UPDATE OF account ON label
  WHEN new.account = 'voided' AND old.account <> 'voided' AND new.void_label IS NOT NULL BEGIN
  UPDATE void_label SET destroyed = destroyed + 1 WHERE id = new.void_label;
END;

CREATE TABLE media (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('roll','sheet')),
  name TEXT NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  labels INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  printer TEXT,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX media_in_printer ON media (printer) WHERE printer IS NOT NULL;

-- What a person counted in hand of a batch.
CREATE TABLE label_count (
  batch_id TEXT NOT NULL PRIMARY KEY,
  in_hand INTEGER NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How labels that were scanned back were found; not of the journal, like reads.
CREATE TABLE scan_back (
  batch_id TEXT NOT NULL,
  result TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (batch_id, result)
) STRICT, WITHOUT ROWID;

INSERT INTO print_job (id, kind, state, printer, template, version, group_id, name, copies, collated,
    wanted, total, reason, by, at)
  VALUES ('opening', 'opening', 'confirmed', '', '', 1, '', 'opening', 1, 0, '[]', 0, 'opening balance', 'station', 0);
INSERT INTO label (job, seq, copy, device, batch_id, account, void_label, by, at)
  WITH RECURSIVE piece (device, batch_id, void_label, at, copy, copies) AS (
    SELECT id, batch_id, NULL, registered_at, 1, prints + (label_state = 'printed') FROM device
      WHERE gone IS NULL AND prints + (label_state = 'printed') > 0
    UNION ALL
    SELECT (SELECT max(d.id) FROM device d WHERE d.group_id = v.group_id AND d.device_sn = v.device_sn
        AND d.gone IS NOT NULL), NULL, v.id, v.at, 1, v.copies - v.destroyed
      FROM void_label v WHERE v.destroyed < v.copies
    UNION ALL
    SELECT device, batch_id, void_label, at, copy + 1, copies FROM piece WHERE copy < copies
  )
  SELECT 1, row_number() OVER (ORDER BY device, copy), copy, device, batch_id, 'printed', void_label,
    'station', at FROM piece WHERE device IS NOT NULL;
INSERT INTO label_entry (job, first, last, from_account, to_account, at, by, reason, source)
  SELECT 1, 1, count(*), 'none', 'printed', 0, 'station', 'opening balance', 'migration' FROM label
  HAVING count(*) > 0;
UPDATE print_job SET planned = (SELECT count(*) FROM label) WHERE id = 'opening';
`;
