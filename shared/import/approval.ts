import type { ImportCounts } from '../models/import.ts';
import { fail, ok, type Result } from '../problems.ts';
import { mayAct, type Role } from '../roles.ts';
import { changesOf } from './counts.ts';

/** Devices that a technician may make or change by one file; more are for who leads the line to let in. */
export const mostWithoutApproval = 1_000;

/** The least role that may let it run. */
export const approvalFor = (counts: ImportCounts): Role =>
  changesOf(counts) > mostWithoutApproval ? 'line-lead' : 'technician';

/** `import-approval` where somebody holding `held` may not let it run. */
export function mayLetIn(held: Role | null, counts: ImportCounts): Result<object> {
  const needed = approvalFor(counts);
  if (mayAct(held, needed)) return ok({});
  if (held === null) return fail('operator-missing');
  return fail('import-approval', { count: changesOf(counts), max: mostWithoutApproval, needed });
}
