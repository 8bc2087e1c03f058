/**
 * A read may be noted without being a unit, and says who was on duty. The table is made anew: SQLite
 * does not change a CHECK in place; which verdicts there are is the schema's now (shared/models/read.ts).
 */
export const sql = `
CREATE TABLE read_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  source_name TEXT NOT NULL,
  text TEXT NOT NULL,
  aim TEXT,
  verdict TEXT NOT NULL,
  device_sn TEXT,
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  group_id TEXT,
  batch_tag TEXT,
  master_data TEXT CHECK (master_data IS NULL OR json_valid(master_data)),
  by TEXT
) STRICT;
INSERT INTO read_new (id, at, source_kind, source_name, text, aim, verdict, device_sn, problem,
    group_id, batch_tag, master_data)
  SELECT id, at, source_kind, source_name, text, aim, verdict, device_sn, problem, group_id,
    batch_tag, master_data FROM read;
DROP TABLE read;
ALTER TABLE read_new RENAME TO read;
`;
