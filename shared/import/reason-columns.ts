/**
 * Columns that a file of refused rows has beside its own: the row's number in the file it came from, the codes of what is
 * wrong with it, and what that means. Whoever mends the file and brings it again need not take them out.
 */
export const reasonColumns = ['lineside.row', 'lineside.problem', 'lineside.reason'] as const;

const known: ReadonlySet<string> = new Set(reasonColumns);

/** True for a heading that Lineside itself wrote beside refused rows; an import leaves its column alone. */
export const isReasonColumn = (heading: string): boolean => known.has(heading.trim().toLowerCase());
