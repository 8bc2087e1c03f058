/** Jobs about devices that were described: which ones they are is found first, and kept by place (main/devices/gathering.ts). */
export const sql = `
ALTER TABLE job ADD COLUMN gather_below INTEGER;
ALTER TABLE job ADD COLUMN problem TEXT CHECK (problem IS NULL OR json_valid(problem));
CREATE TABLE job_device (
  job_id TEXT NOT NULL REFERENCES job (id),
  place INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  device_sn TEXT NOT NULL,
  PRIMARY KEY (job_id, place)
) STRICT, WITHOUT ROWID;
`;
