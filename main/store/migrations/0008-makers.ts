/** SNs that are made here: the ranges of numbers that this station holds, and how far they are used. */
export const sql = `
ALTER TABLE batch ADD COLUMN makes INTEGER NOT NULL DEFAULT 0 CHECK (makes IN (0, 1));
CREATE TABLE maker_range (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL,
  layout TEXT NOT NULL,
  period TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= first),
  -- Only ever grows: what is below it was used or burned.
  next INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('cloud','hand')),
  series TEXT NOT NULL CHECK (json_valid(series)),
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  ended TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX maker_range_by_period ON maker_range (group_id, layout, period, first);
-- The latest period that numbers were used of: an earlier one means that a clock jumped.
CREATE TABLE maker_latest (
  group_id TEXT NOT NULL,
  layout TEXT NOT NULL,
  period TEXT NOT NULL,
  PRIMARY KEY (group_id, layout)
) STRICT, WITHOUT ROWID;
-- Ranges that were asked for under a key and not answered yet: asked again under the same key.
CREATE TABLE maker_asked (
  key TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL,
  layout TEXT NOT NULL,
  period TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
