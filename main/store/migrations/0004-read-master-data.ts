/** What a read brought beside the SN. */
export const sql = `
ALTER TABLE read ADD COLUMN master_data TEXT CHECK (master_data IS NULL OR json_valid(master_data));
`;
