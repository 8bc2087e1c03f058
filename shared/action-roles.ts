import type { ActionName, jobKinds } from './models/action.ts';
import { fail, type Result } from './problems.ts';
import { mayAct, type Role } from './roles.ts';

type JobKind = (typeof jobKinds)[number];

/**
 * The least role for each act on devices: what takes a device away from where it is, or ends it, is decided by
 * who leads the line. The calls themselves (`devices.act`, `jobs.move`) are open to technicians.
 */
export const actionRoles: Record<JobKind, Role> = {
  allocate: 'technician',
  edit: 'technician',
  reprovision: 'line-lead',
  replace: 'line-lead',
  delete: 'line-lead',
  undo: 'line-lead',
} satisfies Record<ActionName | 'undo', Role>;

/** `role-missing` when somebody holding `held` may not have this done, or change how it goes on. */
export function mayHaveDone(held: Role | null, kind: JobKind): Result<object> {
  const needed = actionRoles[kind];
  if (mayAct(held, needed)) return { ok: true, value: {} };
  return held === null ? fail('operator-missing') : fail('role-missing', { needed, held });
}
