/** How the units of a batch are checked, what stands between two reads, golden samples, and the pace. */
export const sql = `
ALTER TABLE batch ADD COLUMN line TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(line));
-- Labels and units do not agree: nothing is taken until a line lead has said how to go on.
ALTER TABLE batch ADD COLUMN stop TEXT CHECK (stop IS NULL OR json_valid(stop));
ALTER TABLE batch ADD COLUMN article TEXT CHECK (article IS NULL OR json_valid(article));

CREATE TABLE line_now (
  batch_id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

CREATE TABLE golden_sample (
  group_id TEXT NOT NULL,
  text TEXT NOT NULL,
  expected TEXT NOT NULL CHECK (expected IN ('good','bad')),
  note TEXT NOT NULL,
  place INTEGER NOT NULL,
  checked_at INTEGER,
  is_right INTEGER CHECK (is_right IN (0, 1)),
  PRIMARY KEY (group_id, text)
) STRICT, WITHOUT ROWID;

-- What happened in each five minutes, for the chart: good units and refused reads.
CREATE TABLE batch_pace (
  batch_id TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  good INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY (batch_id, from_at)
) STRICT, WITHOUT ROWID;
`;
