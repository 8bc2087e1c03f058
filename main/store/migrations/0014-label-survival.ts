/** How label designs did when they were tried: of what a design says, whichever template or version says it. */
export const sql = `
CREATE TABLE label_survival (
  design TEXT PRIMARY KEY,
  read INTEGER NOT NULL,
  of INTEGER NOT NULL,
  longest INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
