/** Batch tags that devices have of their own are listed one by one, whatever a station holds (main/store/batch-tags.ts). */
export const sql = `
CREATE INDEX device_by_own_tag ON device (tag) WHERE gone IS NULL AND tag IS NOT NULL;
`;
