/** Label templates that were made here: each version once and for all, since what was printed names it. */
export const sql = `
CREATE TABLE label_template (
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  name TEXT NOT NULL,
  design TEXT NOT NULL CHECK (json_valid(design)),
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX label_template_version ON label_template (id, version);
-- Not offered any more; batches that name it print on.
CREATE TABLE label_template_retired (
  id TEXT NOT NULL PRIMARY KEY,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
