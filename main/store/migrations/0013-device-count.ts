/**
 * How many devices there are, by group, kept by triggers whoever writes a device; and an index to page through a group. The
 * list of devices is as quick at a million as at ten.
 */
export const sql = `
CREATE TABLE device_count (
  group_id TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO device_count SELECT group_id, count(*) FROM device WHERE gone IS NULL GROUP BY group_id;

CREATE INDEX device_by_group ON device (group_id, id) WHERE gone IS NULL;

CREATE TRIGGER device_came AFTER INSERT ON device WHEN new.gone IS NULL
BEGIN
  INSERT INTO device_count VALUES (new.group_id, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER device_went AFTER UPDATE OF gone ON device WHEN old.gone IS NULL AND new.gone IS NOT NULL
BEGIN
  UPDATE device_count SET n = n - 1 WHERE group_id = new.group_id;
END;
CREATE TRIGGER device_back AFTER UPDATE OF gone ON device WHEN old.gone IS NOT NULL AND new.gone IS NULL
BEGIN
  INSERT INTO device_count VALUES (new.group_id, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER device_lost AFTER DELETE ON device WHEN old.gone IS NULL
BEGIN
  UPDATE device_count SET n = n - 1 WHERE group_id = old.group_id;
END;
`;
