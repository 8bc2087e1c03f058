/**
 * Any part of what devices are called is found among a million: lists of devices by what their texts have in them, made
 * behind the writes (main/store/search). Only what was changed since is noted by triggers, which cost an insert nothing.
 */
export const sql = `
CREATE TABLE search_part (
  part INTEGER PRIMARY KEY,
  -- 'building' lists are not all there; 'dropped' ones are on their way out.
  state TEXT NOT NULL CHECK (state IN ('building','ready','dropped')),
  first_at INTEGER,
  last_at INTEGER
) STRICT;
CREATE TABLE search_list (
  key INTEGER PRIMARY KEY,
  -- How many devices are in it.
  n INTEGER NOT NULL,
  ids BLOB NOT NULL
) STRICT;
CREATE TABLE search_changed (
  id INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER search_text AFTER UPDATE OF master_data, description, tag ON device
  WHEN old.master_data <> new.master_data OR old.description <> new.description OR old.tag IS NOT new.tag
BEGIN
  INSERT OR IGNORE INTO search_changed VALUES (new.id);
END;
CREATE TRIGGER search_back AFTER UPDATE OF gone ON device WHEN old.gone IS NOT NULL AND new.gone IS NULL
BEGIN
  INSERT OR IGNORE INTO search_changed VALUES (new.id);
END;

CREATE INDEX device_by_sn ON device (device_sn COLLATE NOCASE, id) WHERE gone IS NULL;
CREATE INDEX device_by_status ON device (status, id) WHERE gone IS NULL;
CREATE INDEX device_with_problem ON device (id)
  WHERE gone IS NULL AND (status = 'parked' OR label_state = 'failed');
`;
