/**
 * What other stations hand over by file or on screen: who is trusted with which key, what was taken, the units of their batches,
 * and the digests of the SNs that they know. Not of the journal: each can be handed over again.
 */
export const sql = `
CREATE TABLE handover_station (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  trusted_at INTEGER NOT NULL,
  trusted_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE handover_taken (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  station_id TEXT NOT NULL,
  -- Which one of its kind: of a batch its group and tag.
  subject TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_newest ON handover_taken (station_id, kind, subject, made_at);

-- Units of batches that were handed over, wherever they were registered.
CREATE TABLE handed_unit (
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  batch_tag TEXT NOT NULL,
  giver TEXT NOT NULL,
  handover TEXT NOT NULL,
  station_id TEXT NOT NULL,
  station TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (group_id, device_sn)
) STRICT, WITHOUT ROWID;
CREATE INDEX handed_by_batch ON handed_unit (group_id, batch_tag, giver);

CREATE TABLE sn_digest (
  nr INTEGER PRIMARY KEY AUTOINCREMENT,
  station_id TEXT NOT NULL,
  station TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  salt BLOB NOT NULL,
  bits INTEGER NOT NULL,
  count INTEGER NOT NULL,
  -- 0 while its pages are still being written.
  whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1))
) STRICT;
-- Sorted hashes, as 8-byte floating point numbers (whole ones below 2^53), so many to a page.
CREATE TABLE sn_digest_page (
  digest INTEGER NOT NULL REFERENCES sn_digest (nr),
  first INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (digest, first)
) STRICT, WITHOUT ROWID;
`;
