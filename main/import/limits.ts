const MiB = 1024 * 1024;

/** What a file may be at most before any of it is read. Rows are read in constant memory, whatever their number. */
export const mostTextBytes = 2048 * MiB;
