/** What all units of a batch start with, asked for when it is started. */
export const sql = `
ALTER TABLE batch ADD COLUMN master_data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(master_data));
`;
