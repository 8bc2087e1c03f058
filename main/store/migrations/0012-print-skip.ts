/** Positions of a sheet that are used already, of print jobs that begin on one. */
export const sql = `
ALTER TABLE print_job ADD COLUMN skip INTEGER NOT NULL DEFAULT 0;
`;
